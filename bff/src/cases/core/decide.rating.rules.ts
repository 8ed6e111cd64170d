import { AppError } from '../../kernel/lib/errors.ts'
import { type Decisions, note } from './deciding.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import { applicant, headDeadline, leaders, orgDeadline, orgTask } from './messages.rules.ts'
import type { CaseDeciding, CaseOutcome } from './outcome.types.ts'
import type { CaseState } from './state.types.ts'

/**
 * A bad word is answered for where the case was taken in and where it was done (政务服务“好差评”, 国办发〔2019〕51号): the
 * hall rings up within a working day, the department puts it right within fifteen, then it may be rated once
 * more.
 */
export function badlyRated(
  d: CaseDeciding,
  state: CaseState,
  event: CaseOutcome['event'],
  level: number
): CaseOutcome {
  const who = { key: 'callback', kind: 'callback' as const, orgId: d.hall.id }
  const rated: CaseState = {
    ...state,
    complaint: { state: 'toCall', callNote: null, rectifyNote: null },
    duties: [...state.duties, openDuty(d.calendar, who, d.now, LIMITS.callback)]
  }
  return note(d, rated, event, {
    messages: [
      orgDeadline(d.hall.id)(d.kase, `申请人给了${level}星差评，请在1个工作日内打电话回访`),
      ...(d.lead.id === d.hall.id
        ? []
        : [headDeadline(d.lead.id)(d.kase, `申请人给了${level}星差评，大厅回访后由您单位整改`)])
    ]
  })
}

export const ratingDecisions: Decisions<'callBack' | 'rectify' | 'appealRating' | 'ruleOnRating'> = {
  callBack: ({ reached, note: words }, d) => {
    const { state } = d.kase
    const who = { key: 'rectify', kind: 'rectify' as const, orgId: d.lead.id }
    const called: CaseState = {
      ...state,
      complaint: { ...state.complaint!, state: 'rectifying', callNote: words },
      duties: [...without(state.duties, 'callback'), openDuty(d.calendar, who, d.now, LIMITS.rectify)]
    }
    const event = {
      action: 'callBack' as const,
      words: reached ? '已电话回访，转办理单位整改' : '电话没有接通，先转办理单位整改',
      note: words
    }
    return note(d, called, event, {
      messages: [orgTask(d.lead.id)(d.kase, `差评转您单位整改，15个工作日内完成：${words}`)]
    })
  },
  rectify: ({ note: words }, d) => {
    const { state } = d.kase
    const done: CaseState = {
      ...state,
      complaint: { ...state.complaint!, state: 'done', rectifyNote: words },
      duties: without(state.duties, 'rectify')
    }
    return note(
      d,
      done,
      { action: 'rectify', words: '整改完成', note: words },
      { messages: [applicant(d.kase, '您不满意的地方已经整改，可以再评价一次')] }
    )
  },
  appealRating: ({ note: words }, d) => {
    const { state } = d.kase
    const rectify = state.duties.find(({ kind }) => kind === 'rectify')!
    if (new Date(rectify.dueAt) <= d.now) throw new AppError('case_moved_on')
    const who = { key: 'ruling', kind: 'ruling' as const, orgId: d.hall.id }
    const appealed: CaseState = {
      ...state,
      complaint: {
        ...state.complaint!,
        state: 'appealed',
        appeal: { note: words, ruling: null, setAside: false, rectify }
      },
      duties: [...without(state.duties, 'rectify'), openDuty(d.calendar, who, d.now, LIMITS.ruling)]
    }
    const asked = '办理单位对差评提出申诉，请在5个工作日内复核'
    const told = d.lead.id === d.hall.id ? leaders(d.kase, asked) : headDeadline(d.hall.id)(d.kase, asked)
    return note(
      d,
      appealed,
      { action: 'appealRating', words: '办理单位对差评提出申诉，等待复核', note: words },
      { messages: [told] }
    )
  },
  ruleOnRating: ({ setAside, note: words }, d) => {
    const { state } = d.kase
    const appeal = { ...state.complaint!.appeal!, ruling: words, setAside }
    const again = { key: 'rectify', kind: 'rectify' as const, orgId: d.lead.id }
    const rest = openDuty(d.calendar, again, d.now, LIMITS.rest)
    const rectify = appeal.rectify.dueAt > rest.dueAt ? appeal.rectify : rest
    const ruled: CaseState = {
      ...state,
      complaint: { ...state.complaint!, state: setAside ? 'done' : 'rectifying', appeal },
      duties: [...without(state.duties, 'ruling'), ...(setAside ? [] : [rectify])]
    }
    const said = setAside
      ? '差评经复核不是办理单位的责任，评价照样保留，不计入统计'
      : '差评经复核成立，办理单位继续整改'
    const event = { action: 'ruleOnRating' as const, words: said, note: words }
    return note(d, ruled, event, {
      messages: [orgTask(d.lead.id)(d.kase, `${said}：${words}`), applicant(d.kase, `${said}：${words}`)]
    })
  }
}
