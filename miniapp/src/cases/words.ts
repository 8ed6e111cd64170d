import type { CaseStatus } from 'shared/case-commands.ts'
import type { Case, CaseLine } from 'shared/cases.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import type { Flaw } from 'shared/uploads.ts'

/** The colour of a case's state. */
export const COLOURS: Partial<Record<CaseStatus, string>> = {
  correcting: 'yellow',
  returned: 'yellow',
  suspended: 'yellow',
  ready: 'green',
  output: 'green',
  closed: 'green',
  refused: 'red',
  voided: 'red'
}
export const FLAWS: Record<Flaw, string> = {
  dark: '照片太暗，到亮处再拍',
  blurred: '照片模糊，拿稳了再拍',
  cut: '纸边没有拍全，四个角都要拍进去'
}
export const TRUST: Record<string, string> = {
  A: '已联网核验',
  B: '窗口验过原件',
  C: '以前审过',
  D: '本人提供'
}
/** Papers the applicant still has to give, or to give better. */
export const openPapers = ({ papers }: Pick<Case, 'papers'>): Case['papers'] =>
  papers.filter(({ given, need, verdict }) => (need === 'required' && !given) || verdict === 'fix')

/** Whose turn it is beside the applicant’s own, which is said to them in words of its own. */
export const othersTurn = ({ turn }: Pick<CaseLine, 'turn'>): string =>
  turn
    .split('；')
    .filter((part) => !part.startsWith('申请人：'))
    .join('；')

/** Until when, to the minute: what is left is counted in working time, which stands still at night. */
export const dueWords = ({ dueAt }: Pick<CaseLine, 'dueAt'>): string =>
  dueAt ? `${beijingWords(dueAt)}到期` : ''
