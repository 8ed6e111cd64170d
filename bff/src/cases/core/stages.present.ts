import type { Case } from 'shared/cases.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { type StoredClock, toClock } from '../../kernel/lib/clock.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import { instantWords, limitWords, traceWords } from '../../kernel/lib/worktime.words.ts'
import { caseClock, dutyStatus, timed } from './clock-status.rules.ts'
import { holdsStage } from './holds.rules.ts'
import { postsOf } from './people.repo.ts'
import { attachments, type Shown } from './shown.present.ts'
import type { CaseStage, Push } from './state.types.ts'

const DECIDED = {
  accepted: '同意受理',
  tacit: '10分钟未答复，视为同意',
  refused: '不同意受理',
  dropped: '不再等待'
} as const

/** A department's answer; who applies hears of a refusal from the window, and only then why. */
export function presentPush(
  { name, at, acknowledgedAt, decidedAt, decision, reason, by }: Push,
  own: boolean
) {
  const when = (iso: string) => instantWords(new Date(iso))
  if (own && decision === 'refused') {
    const words = `${when(at)}推送，${when(decidedAt!)}退回窗口核对`
    return { name, at, words, decision, reason: null }
  }
  const said = decision
    ? `${when(decidedAt!)} ${DECIDED[decision]}${by ? `（${by}）` : ''}`
    : acknowledgedAt
      ? `${when(acknowledgedAt)}已收到，等答复`
      : '已送达，等答复'
  return { name, at, words: `${when(at)}推送，${said}`, decision, reason }
}

export function presentStage(
  { kase, county, calendar, now, record, linkTo }: Shown,
  stage: CaseStage,
  actor: Actor
) {
  const duty = kase.state.duties.find(({ key }) => key === `stage:${stage.no}`)
  const face = duty ? dutyStatus(calendar, timed(duty), now) : { urgency: 'grey' as const, words: '' }
  const post = stage.postId ? county.posts.get(stage.postId) : undefined
  const mine = stage.status === 'running' && kase.status === 'handling' && holdsStage(stage, actor)
  return {
    no: stage.no,
    name: stage.name,
    kind: stage.kind,
    org: stage.org,
    who: stage.by ?? (post ? `${post.title} ${post.name ?? '空缺'}` : ''),
    status: stage.status,
    limit: limitWords(stage.limit),
    counted: stage.counted,
    late: stage.late,
    passed: stage.passed,
    words: stage.words,
    hearing: stage.hearing ?? null,
    files: attachments({ record, linkTo }, stage.fileIds),
    doneAt: stage.doneAt,
    trace: traced(calendar, stage.clock, stage.dueAt),
    mine,
    colleagues: mine
      ? postsOf(county, stage.orgId)
          .filter(({ id, name }) => id !== stage.postId && name !== null)
          .map(({ id, title, name }) => ({ id, name: `${title} ${name}` }))
      : [],
    dueAt: stage.dueAt,
    urgency: face.urgency,
    clockWords: stage.status === 'paused' ? '暂停计时' : face.words
  }
}

const traced = (calendar: WorkCalendar, clock: StoredClock | null, due: string | null): string[] =>
  clock && due ? traceWords(calendar, toClock(clock), new Date(due)) : []

/** The limits of the whole case as promised and by law, each with how it came about. */
export function wholes({ kase, calendar, now }: Shown): Pick<Case, 'promised' | 'statutory'> {
  const { clocks } = kase.state
  if (!clocks) return { promised: null, statutory: null }
  const { words, urgency } = caseClock(calendar, kase, now)
  const stands = clocks.pausedAt !== null
  const shown = (clock: StoredClock, due: string) => ({
    words: stands ? '暂停计时，恢复后顺延' : `${instantWords(new Date(due))}前办结`,
    limit: limitWords(clock.limit),
    trace: traced(calendar, clock, due),
    dueAt: stands ? null : due
  })
  return {
    promised: { ...shown(clocks.promised, clocks.promisedDueAt), urgency, clockWords: words },
    statutory:
      clocks.statutory && clocks.statutoryDueAt
        ? { ...shown(clocks.statutory, clocks.statutoryDueAt), urgency: 'grey', clockWords: '' }
        : null
  }
}
