export const QUESTION_KINDS = [
  'consultation',
  'policyQuestion',
  'problemReport',
  'suggestion',
  'investment',
  'petition',
  'crimeClue'
] as const
/** Kinds with a channel of their own, without a name: only those on a list know of such a matter. */
export const SEALED_KINDS = ['petition', 'crimeClue'] as const
/** Is nothing of this kind of question kept on a phone, and nothing of it shown to others? */
export const isSealedKind = (kind: string): boolean => (SEALED_KINDS as readonly string[]).includes(kind)
