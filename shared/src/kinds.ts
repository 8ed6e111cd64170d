import { type Static, Type } from 'typebox'
import { QUESTION_KINDS } from './rules/kinds.ts'

export const QuestionKind = Type.Enum([...QUESTION_KINDS])
export type QuestionKind = Static<typeof QuestionKind>
