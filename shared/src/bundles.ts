import { Type } from 'typebox'
import { Application } from './cases.ts'
import { ById, Id } from './common.ts'
import { AnswersText } from './guide.ts'
import { Applicant, MaterialNeed, Question } from './items.ts'
import { DESKS } from './rules/roles.ts'

/** A bundle's way in: its questions, and for the answers given so far the papers it takes. */
export const bundleApi = {
  'GET /bundles/:id/application': {
    by: 'anyone',
    params: ById,
    querystring: Type.Object({ answers: Type.Optional(AnswersText) }),
    response: {
      200: Type.Object({
        id: Id,
        name: Type.String(),
        promised: Type.String(),
        questions: Type.Array(Question),
        papers: Type.Array(Type.Object({ name: Type.String(), need: MaterialNeed, rule: Type.String() })),
        /** Looked up by the window, or made by an earlier step. */
        spared: Type.Array(Type.String()),
        applicants: Type.Array(Applicant)
      })
    }
  },
  'POST /bundles/:id/cases': {
    by: 'consented',
    params: ById,
    body: Application,
    response: { 200: Type.Object({ id: Id }) }
  },
  'POST /desk/bundles/:id/cases': {
    by: DESKS,
    params: ById,
    body: Application,
    response: { 200: Type.Object({ id: Id }) }
  }
} as const
