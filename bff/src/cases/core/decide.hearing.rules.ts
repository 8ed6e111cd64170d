import { AppError } from '../../kernel/lib/errors.ts'
import { dueAt, inOfficeHours } from '../../kernel/lib/worktime.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import { hearingNotice } from '../documents/case-documents.rules.ts'
import { type Decisions, note } from './deciding.rules.ts'
import { applicantDeadline } from './messages.rules.ts'
import { changeStage, stageAt } from './stage-at.rules.ts'
import { HEARING } from './stages.rules.ts'
import type { CaseStage } from './state.types.ts'

/** Told seven days ahead (行政许可法 art. 48). */
const NOTICE_MS = 7 * 86_400_000

/** A hearing is over when its time has come and its record is there (行政许可法 art. 48: 听证应当制作笔录). */
export function hearingHeld({ kind, hearing }: CaseStage, fileIds: readonly string[], now: Date): void {
  if (kind !== 'hearing') return
  if (!hearing || new Date(hearing.at) > now || fileIds.length === 0) throw new AppError('hearing_first')
}

export const hearingDecisions: Decisions<'setHearing'> = {
  setHearing: ({ no, at, place, host }, d, actor) => {
    const stage = stageAt(d, no, actor)
    if (stage.kind !== 'hearing') throw new AppError('case_moved_on')
    if (new Date(at).getTime() - d.now.getTime() < NOTICE_MS) throw new AppError('hearing_too_soon')
    if (new Date(at) > dueAt(d.calendar, { start: d.now, limit: HEARING }))
      throw new AppError('too_far_ahead')
    if (!inOfficeHours(d.calendar, new Date(at))) throw new AppError('hour_odd')
    const hearing = { at: new Date(at).toISOString(), place, host }
    const words = `${stage.hearing ? '听证改期：' : '听证'}定于${instantWords(new Date(at))}在${place}举行，主持人${host}`
    return note(
      d,
      changeStage(d.kase.state, no, { hearing }),
      { action: 'setHearing', words },
      {
        messages: [applicantDeadline(d.kase, `${words}，请带身份证参加，可以委托一至二人代理`)],
        documents: [hearingNotice(d, stage.name, hearing)]
      }
    )
  }
}
