import { type Static, Type } from 'typebox'
import { CaseAction, CaseCommand, CaseStatus, DeliveryWay } from './case-commands.ts'
import { CaseStage, Clock, Later, Paper, Push, Whole } from './case-parts.ts'
import { ById, DateTime, Day, Id, Name, Nullable, Page, Paged, Typed } from './common.ts'
import { AnswersText } from './guide.ts'
import { Applicant as ApplicantKind } from './items.ts'
import { DRAWN } from './limits.ts'
import { ByCode } from './notices.ts'
import { TimelineEntry } from './questions.ts'
import { DOCUMENT_KINDS } from './rules/identity.ts'
import { DESKS } from './rules/roles.ts'

/** Who applies. A person's number is their document's, anybody else's the unified social credit code. */
export const Applicant = Type.Object({
  kind: ApplicantKind,
  name: Name(2),
  /** Of a person; a citizen's card when it is not said. */
  document: Type.Optional(Type.Enum(DOCUMENT_KINDS)),
  idNumber: Typed,
  /** An odd credit code was compared with the paper. */
  compared: Type.Optional(Type.Boolean()),
  phone: Typed
})
export type Applicant = Static<typeof Applicant>

export const CaseLine = Type.Object({
  id: Id,
  no: Nullable(Type.String()),
  item: Type.String(),
  name: Type.String(),
  department: Type.String(),
  status: CaseStatus,
  statusWords: Type.String(),
  /** What is owed now, and by whom. */
  turn: Type.String(),
  ...Clock,
  createdAt: DateTime
})
export type CaseLine = Static<typeof CaseLine>

/** What a case asks of its applicant now, said to them: 请补交：买卖合同. */
export const OwnTurn = Type.Object({
  kind: Type.Enum(['draft', 'correct', 'bring', 'answer', 'fetch']),
  words: Type.String(),
  /** Null where no day ends it any more. */
  dueAt: Nullable(DateTime)
})
export type OwnTurn = Static<typeof OwnTurn>

export const Case = Type.Interface([CaseLine], {
  /** For the applicant alone, while it is their turn. */
  own: Nullable(OwnTurn),
  itemId: Id,
  itemVersion: Type.Integer(),
  answers: Type.String(),
  /** What was asked about the case and answered, in words. */
  situation: Type.Array(Type.Object({ ask: Type.String(), answer: Type.String() })),
  channel: Type.Enum(['home', 'desk']),
  hall: Type.String(),
  applicantPhone: Nullable(Type.String()),
  /** Characters of the name and the forms that no font has: on paper they are written in by hand. */
  unprintable: Type.Array(Type.String()),
  document: Type.String(),
  idMasked: Type.String(),
  consult: Type.String(),
  /** Who sees a bundle through, free of charge. */
  agent: Nullable(Type.Object({ name: Type.String(), phone: Nullable(Type.String()) })),
  visits: Type.Integer(),
  round: Type.Integer(),
  papers: Type.Array(Paper),
  /** Looked up by the window itself. */
  lookedUp: Type.Array(Type.String()),
  pushes: Type.Array(Push),
  stages: Type.Array(CaseStage),
  promised: Nullable(Whole),
  statutory: Nullable(Whole),
  pause: Nullable(Type.String()),
  extension: Nullable(Type.String()),
  deferrals: Type.Array(Later),
  promises: Type.Array(Later),
  decision: Nullable(Type.Enum(['granted', 'denied'])),
  delivery: Type.Object({ way: DeliveryWay, words: Type.String() }),
  ways: Type.Array(DeliveryWay),
  /** This reader may follow what desk and departments say to one another. */
  dialogue: Type.Boolean(),
  rating: Nullable(Type.Integer()),
  /** What a bad rating set off, in words. */
  complaint: Nullable(Type.String()),
  saved: Nullable(Type.String()),
  documents: Type.Array(
    Type.Object({ id: Id, kind: Type.String(), title: Type.String(), no: Type.String(), at: DateTime })
  ),
  timeline: Type.Array(TimelineEntry),
  actions: Type.Array(CaseAction)
})
export type Case = Static<typeof Case>

/** A paper given in an earlier case that may be used again. */
export const HeldPaper = Type.Object({
  id: Id,
  name: Type.String(),
  from: Type.String(),
  trust: Type.String(),
  validUntil: Day,
  thumb: Nullable(Type.String())
})
export type HeldPaper = Static<typeof HeldPaper>

/** What one begins a case with: which situation, and who applies. */
export const Application = Type.Object({ key: Id, answers: AnswersText, applicant: Applicant })
const NewCase = Type.Interface([Application], { itemId: Id })
export const caseApi = {
  'GET /cases': { by: 'citizen', querystring: Paged, response: { 200: Page(CaseLine) } },
  'POST /cases': { by: 'consented', body: NewCase, response: { 200: Type.Object({ id: Id }) } },
  'GET /cases/:id': { by: 'member', params: ById, response: { 200: Case } },
  'GET /cases/:id/held': {
    by: 'member',
    params: ById,
    response: { 200: Type.Object({ items: Type.Array(HeldPaper) }) }
  },
  'POST /cases/:id/commands': {
    by: 'member',
    params: ById,
    body: CaseCommand,
    response: { 200: Case }
  },
  'GET /cases/:id/documents/:documentId': {
    by: 'member',
    limit: { cost: DRAWN },
    params: Type.Object({ id: Id, documentId: Id }),
    response: { 200: Type.Unsafe<ArrayBuffer>({}) }
  },
  // A form of the case as PDF, filled in as far as it is.
  'GET /cases/:id/forms/:index': {
    by: 'member',
    limit: { cost: DRAWN },
    params: Type.Object({ id: Id, index: Type.Integer({ minimum: 0, maximum: 59 }) }),
    response: { 200: Type.Unsafe<ArrayBuffer>({}) }
  },
  'GET /papers/:code': {
    by: 'anyone',
    params: ByCode,
    response: {
      200: Type.Object({
        title: Type.String(),
        no: Type.String(),
        applicationNo: Type.String(),
        item: Type.String(),
        name: Type.String(),
        issuedAt: DateTime,
        status: Type.String(),
        sponsor: Type.String()
      })
    }
  },
  'POST /desk/cases': {
    by: DESKS,
    body: NewCase,
    response: { 200: Type.Object({ id: Id }) }
  }
} as const
