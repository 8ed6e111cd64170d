import { acceptance, delivered, received } from '../documents/case-documents.rules.ts'
import { startClocks } from './clocks.rules.ts'
import { cameAgain } from './decide.desk.rules.ts'
import { byOf, type Decisions, note } from './deciding.rules.ts'
import { LIMITS, openDuty, without } from './duties.rules.ts'
import { applicant, applicantDeadline, headDeadline, headTask } from './messages.rules.ts'
import { release } from './release.rules.ts'
import { planOf } from './stages.rules.ts'
import type { CaseState } from './state.types.ts'

/** One in ten is looked at again. */
const EVERY = 10

/**
 * 即办件: taken in, decided and handed out in one sitting, by the window in the department’s name; a sample is
 * checked by the department afterwards. Nothing is pushed and nobody waits.
 */
export const atOnceDecisions: Decisions<'finishAtOnce' | 'checkSample'> = {
  finishAtOnce: ({ words, signature }, d, actor) => {
    const { kase, item, lead, orgs, calendar, now } = d
    const at = now.toISOString()
    const stages = planOf(item, lead, orgs).map((stage) => ({
      ...stage,
      status: 'done' as const,
      doneAt: at,
      passed: true,
      words,
      by: byOf(actor),
      byAccount: actor.accountId
    }))
    const drawn = d.lot % EVERY === 0
    const decided: CaseState = {
      ...cameAgain(kase),
      stages,
      clocks: startClocks(calendar, item, now),
      decision: 'granted',
      duties: drawn
        ? [openDuty(calendar, { key: 'sample', kind: 'sample', orgId: lead.id }, now, LIMITS.sample)]
        : [],
      ...(drawn && { sample: { ok: null, note: null } })
    }
    const taken = { ...d, kase: { ...kase, acceptedAt: now } }
    const released = release(taken, decided)
    return {
      status: 'closed',
      state: { ...released.state, duties: without(released.state.duties, 'output') },
      numbered: true,
      row: {
        ...released.row,
        departments: [...new Set([...kase.departments, lead.id])],
        submittedAt: kase.submittedAt ?? now,
        acceptedAt: now,
        closedAt: now
      },
      event: { action: 'finishAtOnce', words: '即办件，窗口当场办结，结果已交申请人', note: words },
      messages: [
        applicant(kase, '已当场办结，请给我们评价'),
        ...(drawn ? [headTask(lead.id)(kase, '窗口当场办结，抽到复核，请在5个工作日内核对')] : [])
      ],
      documents: [
        received(d, decided),
        acceptance(taken, decided),
        ...released.documents,
        delivered(d, '窗口当场办结，核对身份证，签字')
      ],
      signed: { purpose: '领取结果', strokes: signature }
    }
  },
  checkSample: ({ ok, note: words }, d) => {
    const { state } = d.kase
    const checked = { ...state, sample: { ok, note: words }, duties: without(state.duties, 'sample') }
    const event = {
      action: 'checkSample' as const,
      words: ok ? '抽查核对无误' : '抽查发现有误，已通知窗口更正',
      note: words,
      internal: ok
    }
    const told = ok
      ? []
      : [
          headDeadline(d.hall.id)(d.kase, `即办件抽查有误，请联系申请人更正：${words}`),
          applicantDeadline(d.kase, '部门复核发现结果有误，窗口会联系您更正')
        ]
    return note(d, checked, event, { messages: told })
  }
}
