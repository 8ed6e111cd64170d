import type { OwnTurn } from 'shared/cases.ts'
import type { CaseRow } from './cases.table.ts'
import { missing } from './papers.rules.ts'
import { turnsOf } from './reception.rules.ts'
import type { CaseState, Duty } from './state.types.ts'
import { deferralOpen } from './terms.rules.ts'
import { dutyWords } from './timers.rules.ts'

type Standing = Pick<CaseRow, 'status' | 'channel' | 'state'>
type Asked = Pick<OwnTurn, 'kind' | 'words'>
const NAMED = 2 // papers told by name; more would fill the screen

const named = (papers: readonly { name: string }[]): string => {
  const names = papers.slice(0, NAMED).map(({ name }) => name)
  return names.join('、') + (papers.length > NAMED ? `等${papers.length}份` : '')
}

/** What a draft still lacks: papers by name, or the signature under them. */
const draftWords = (state: CaseState): string => {
  const lacking = missing(state)
  return lacking.length ? `还没交：${named(lacking)}` : '材料齐了，请签名提交'
}

/** What one duty asks of the applicant; null when it is somebody else’s turn. */
function asked({ status, state }: Standing, { kind, key, orgId }: Duty): Asked | null {
  if (kind === 'output')
    return state.delivery.way === 'window' && !deferralOpen(state)
      ? { kind: 'fetch', words: '结果出来了，请带身份证到大厅领' }
      : null
  if (orgId !== null) return null
  if (kind !== 'applicant') return { kind: 'answer', words: `轮到您：${dutyWords(state, { key, kind })}` }
  if (status === 'draft') return { kind: 'draft', words: draftWords(state) }
  if (status === 'ready') return { kind: 'bring', words: '材料看过了，请带原件到大厅' }
  const taken = missing(state) // a faulty one that was replaced and taken back again
  const faulty = state.papers.filter((paper) => paper.verdict === 'fix' || taken.includes(paper))
  return { kind: 'correct', words: faulty.length ? `请补交：${named(faulty)}` : '补好了，请签名提交' }
}

/**
 * What a case asks of its applicant now, said to them, the duty that ends first before others; null when it
 * is others’ turn.
 */
export function ownTurn(kase: Standing, now: Date): OwnTurn | null {
  const [first] = turnsOf(kase)
    .flatMap((duty) => {
      const what = asked(kase, duty)
      return what ? [{ ...what, dueAt: duty.dueAt }] : []
    })
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
  // A result lies there for as long as it takes: a day that is over would only frighten.
  if (first?.kind === 'fetch' && first.dueAt <= now.toISOString()) return { ...first, dueAt: null }
  return first ?? null
}
