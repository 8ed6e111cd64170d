import type { Span } from 'shared/publications.ts'
import { piecesOf, withWord } from 'shared/rules/spans.ts'
import { findPersonal, type Known } from '../../kernel/lib/personal/find.ts'
import type { PersonalKind } from '../../kernel/lib/personal/finder.ts'
import { possiblePersonal } from '../../kernel/lib/personal/possible.ts'

const LABELS: Record<PersonalKind, string> = {
  idNumber: '【身份证号】',
  bankCard: '【银行卡号】',
  phone: '【电话】',
  plate: '【车牌】',
  mail: '【邮箱】',
  wechat: '【微信号】',
  address: '【门牌】',
  name: '【姓名】',
  other: '【已隐去】'
}

/** What a reader sees: a label where something is hidden. */
export const redacted = (text: string, spans: readonly Span[]): string =>
  piecesOf(text, spans)
    .map(({ text: words, span }) => (span?.hidden ? LABELS[span.kind] : words))
    .join('')

/** The machine's own proposal for a text. */
export const proposeSpans = (text: string, known: Known): Span[] =>
  findPersonal(text, known).map((found) => ({ ...found, hidden: true }))

/** Are these spans of this text, in order and apart? */
export const fitSpans = (text: string, spans: readonly Span[]): boolean =>
  spans.every(
    ({ start, end }, index) => start < end && end <= text.length && start >= (spans[index - 1]?.end ?? 0)
  )

/**
 * What somebody hid by hand is hidden wherever it stands again; nothing hidden is left in sight elsewhere.
 */
export const everywhere = (text: string, spans: readonly Span[]): Span[] =>
  spans
    .filter(({ hidden }) => hidden)
    .reduce<readonly Span[]>(
      (all, { start, end, kind }) =>
        withWord(text, all, text.slice(start, end), (place) => ({ ...place, kind, hidden: true })),
      spans
    ) as Span[]

const personalIn = (shown: string, known: Known): string[] =>
  findPersonal(shown, known).map(({ start, end }) => shown.slice(start, end))

/** Found by the machine and yet in sight: what the reviewer must look at. */
export const inSight = (text: string, spans: readonly Span[], known: Known): string[] =>
  personalIn(redacted(text, spans), known)

/**
 * In sight and perhaps somebody's: what the second person is asked to look at, beyond what is plainly
 * personal.
 */
export const possibly = (text: string, spans: readonly Span[], known: Known): string[] => {
  const shown = redacted(text, spans)
  const sure = new Set(inSight(text, spans, known))
  return possiblePersonal(shown, known).filter((words) => !sure.has(words))
}
