import type { DutyLine } from 'shared/directory.ts'

type Topic = Readonly<{ name: string; dutyLine: DutyLine | null }>
type Post = Readonly<{ townshipId: string | null }>

const LISTS: Record<DutyLine['list'], string> = {
  basic: '乡镇基本履职事项',
  assist: '乡镇配合履职事项',
  raised: '上收事项'
}

/** `“危桥改造”是上收事项（清单第8项）`; null where the county has not said on which list the topic stands. */
export const lineWords = ({ name, dutyLine }: Topic): string | null =>
  dutyLine && `“${name}”是${LISTS[dutyLine.list]}（${dutyLine.line}）`

/**
 * May this post lead what is of this topic? A township leads nothing that its duty list (履行职责事项清单) leaves to
 * the county, and may assist with it; the county leads whatever it takes. Null when it may, else why not,
 * citing the line.
 */
export function leadRefused(topic: Topic, { townshipId }: Post): string | null {
  if (townshipId === null || !topic.dutyLine || topic.dutyLine.list === 'basic') return null
  return `${lineWords(topic)}，由县级部门承办，不能交乡镇承办${topic.dutyLine.list === 'assist' ? '，乡镇可以协办' : ''}`
}
