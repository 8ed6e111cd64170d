import { type Static, Type } from 'typebox'
import { CaseAction, CaseCommand, CaseStatus, DeliveryWay } from './case-commands.ts'
import { ById, DateTime, Day, Id, Nullable, Page, Paged, Words } from './common.ts'
import { Attachment } from './files.ts'
import { AnswersText } from './guide.ts'
import { Applicant as ApplicantKind, MaterialNeed, StageKind } from './items.ts'
import { ByCode } from './notices.ts'
import { TimelineEntry, Urgency } from './questions.ts'

/** Who applies. A person's number is his identity card's, anybody else's the unified social credit code. */
export const Applicant = Type.Object({
  kind: ApplicantKind,
  name: Words(2, 60),
  idNumber: Type.String({ pattern: '^[0-9A-Z]{18}$' }),
  phone: Type.String({ pattern: '^1[3-9]\\d{9}$' })
})
export type Applicant = Static<typeof Applicant>

const Clock = {
  dueAt: Nullable(DateTime),
  urgency: Urgency,
  clockWords: Type.String()
}
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

export const Paper = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  need: MaterialNeed,
  /** Form, copies, who issues it, what its rule says. */
  rule: Type.String(),
  hasForm: Type.Boolean(),
  files: Type.Array(Attachment),
  given: Nullable(Type.String()),
  verdict: Type.Enum(['none', 'pass', 'fix']),
  reason: Nullable(Type.String()),
  reopened: Nullable(Type.String()),
  /** What may be said against it, for who reviews it. */
  reasons: Type.Array(Type.String()),
  toJudge: Type.Boolean()
})
export type Paper = Static<typeof Paper>

const Push = Type.Object({
  name: Type.String(),
  at: DateTime,
  words: Type.String(),
  decision: Nullable(Type.Enum(['accepted', 'tacit', 'refused', 'dropped'])),
  reason: Nullable(Type.String())
})
const CaseStage = Type.Object({
  no: Type.Integer(),
  name: Type.String(),
  kind: StageKind,
  org: Type.String(),
  who: Type.String(),
  status: Type.Enum(['waiting', 'running', 'paused', 'done', 'skipped']),
  limit: Type.String(),
  counted: Type.Boolean(),
  late: Type.Boolean(),
  passed: Nullable(Type.Boolean()),
  words: Nullable(Type.String()),
  files: Type.Array(Attachment),
  doneAt: Nullable(DateTime),
  trace: Type.Array(Type.String()),
  /** This reader may finish it. */
  mine: Type.Boolean(),
  colleagues: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  ...Clock
})
export type CaseStage = Static<typeof CaseStage>

const Whole = Type.Object({
  words: Type.String(),
  limit: Type.String(),
  trace: Type.Array(Type.String()),
  ...Clock
})
const Later = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  words: Type.String(),
  open: Type.Boolean()
})
export const Case = Type.Interface([CaseLine], {
  itemId: Id,
  itemVersion: Type.Integer(),
  answers: Type.String(),
  channel: Type.Enum(['home', 'desk']),
  hall: Type.String(),
  applicantPhone: Nullable(Type.String()),
  idMasked: Type.String(),
  consult: Type.String(),
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

export const NewCase = Type.Object({
  key: Id,
  itemId: Id,
  answers: AnswersText,
  applicant: Applicant
})
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
    params: Type.Object({ id: Id, documentId: Id }),
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
    by: ['hallClerk'],
    body: NewCase,
    response: { 200: Type.Object({ id: Id }) }
  }
} as const
