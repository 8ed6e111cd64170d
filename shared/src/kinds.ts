import { type Static, Type } from 'typebox'

export const QuestionKind = Type.Enum([
  'consultation',
  'policyQuestion',
  'problemReport',
  'suggestion',
  'investment',
  'petition',
  'crimeClue'
])
export type QuestionKind = Static<typeof QuestionKind>
