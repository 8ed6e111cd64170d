import { type Static, type TProperties, Type } from 'typebox'
import { DateTime, Day, Id, Words } from './common.ts'

export const CaseStatus = Type.Enum([
  'draft',
  'preReview',
  'correcting',
  'ready',
  'pushed',
  'returned',
  'handling',
  'suspended',
  'quality',
  'output',
  'closed',
  'refused',
  'withdrawn',
  'voided',
  'lapsed'
])
export type CaseStatus = Static<typeof CaseStatus>

export const CaseAction = Type.Enum([
  'givePaper',
  'fillForm',
  'takeBackPaper',
  'submit',
  'withdraw',
  'chooseDelivery',
  'rate',
  'judge',
  'reopenPaper',
  'accept',
  'refuse',
  'pushAgain',
  'settleDeferral',
  'handOut',
  'finishAtOnce',
  'checkSample',
  'callBack',
  'rectify',
  'appealRating',
  'ruleOnRating',
  'acknowledge',
  'consent',
  'reject',
  'assignStage',
  'finishStage',
  'setHearing',
  'suspend',
  'resume',
  'requestExtension',
  'decideExtension',
  'checkQuality',
  'checkPromise'
])
export type CaseAction = Static<typeof CaseAction>

/** Of a paper in the material list of the case's own version. */
const Index = Type.Integer({ minimum: 0, maximum: 59 })
const Reason = Words(4, 500)
const Departments = Type.Array(Id, { maxItems: 8 })
export const Files = Type.Array(Id, { maxItems: 9 })

/** What a finger drew: lines of points x, y, x, y … on a field 1000 wide and 400 high. */
export const Signature = Type.Array(
  Type.Array(Type.Integer({ minimum: 0, maximum: 1000 }), { minItems: 4, maxItems: 600 }),
  { minItems: 1, maxItems: 40 }
)
export type Signature = Static<typeof Signature>

/**
 * Where the law lets the clock stand still: matters only the applicant or a court can settle, and what no one
 * can help.
 */
export const PauseGround = Type.Enum(['applicantAction', 'otherDecision', 'thirdParty', 'forceMajeure'])
export type PauseGround = Static<typeof PauseGround>
export const DeliveryWay = Type.Enum(['window', 'electronic', 'locker', 'post'])
export type DeliveryWay = Static<typeof DeliveryWay>

const command = <A extends CaseAction, P extends TProperties>(action: A, properties: P) =>
  Type.Object({ key: Id, action: Type.Literal(action), ...properties })

/** One command on a case; `key` makes its second arrival a no-op. */
export const CaseCommand = Type.Union([
  // original: seen at the window. heldId: a paper given in an earlier case.
  command('givePaper', {
    index: Index,
    fileIds: Files,
    heldId: Type.Optional(Id),
    original: Type.Optional(Type.Boolean())
  }),
  // A form filled in on the screen: a value a field, in the form's order.
  command('fillForm', { index: Index, values: Type.Array(Words(0, 200), { minItems: 1, maxItems: 30 }) }),
  command('takeBackPaper', { index: Index }),
  command('submit', { signature: Signature }),
  command('withdraw', { reason: Words(2, 200) }),
  command('chooseDelivery', { way: DeliveryWay, address: Type.Optional(Words(5, 100)) }),
  command('rate', { level: Type.Integer({ minimum: 1, maximum: 5 }), comment: Words(0, 500) }),
  command('judge', {
    verdicts: Type.Array(
      Type.Object({
        index: Index,
        verdict: Type.Enum(['pass', 'fix']),
        reason: Type.Optional(Words(2, 200)),
        /** Of a form: the places of the fields that are wrong. */
        fields: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 29 }), { maxItems: 30 })),
        /** Until when the paper may be used again. */
        validUntil: Type.Optional(Day)
      }),
      { maxItems: 60 }
    )
  }),
  command('reopenPaper', { index: Index, reason: Reason }),
  command('accept', {
    departmentIds: Departments,
    /** 容缺: what is brought later, by when, and what happens otherwise. */
    deferred: Type.Array(Type.Object({ index: Index, until: Day, consequence: Words(4, 200) }), {
      maxItems: 10
    }),
    /** 告知承诺: what the applicant vouches for, checked later. */
    promised: Type.Array(Type.Object({ index: Index, checkBy: Day }), { maxItems: 10 }),
    signature: Type.Optional(Signature)
  }),
  command('refuse', { reason: Reason, basis: Words(4, 200) }),
  command('pushAgain', { departmentIds: Departments, note: Reason }),
  command('settleDeferral', { index: Index, fileIds: Files, original: Type.Boolean() }),
  command('handOut', { idChecked: Type.Literal(true), signature: Signature }),
  // 即办件: decided and handed out at the window in one sitting.
  command('finishAtOnce', { words: Words(2, 500), idChecked: Type.Literal(true), signature: Signature }),
  command('checkSample', { ok: Type.Boolean(), note: Words(2, 200) }),
  // After a bad rating: rung up within a working day, put right within fifteen (好差评).
  command('callBack', { reached: Type.Boolean(), note: Words(2, 500) }),
  command('rectify', { note: Words(4, 500) }),
  command('appealRating', { note: Words(10, 500) }),
  command('ruleOnRating', { setAside: Type.Boolean(), note: Words(5, 500) }),
  command('acknowledge', {}),
  command('consent', {}),
  command('reject', { reason: Reason }),
  command('assignStage', { no: Index, postId: Id, reason: Words(2, 200) }),
  command('finishStage', {
    no: Index,
    passed: Type.Boolean(),
    words: Words(2, 1000),
    fileIds: Files
  }),
  // 听证: told to the applicant seven days ahead at least (行政许可法 art. 48).
  command('setHearing', { no: Index, at: DateTime, place: Words(2, 100), host: Words(2, 60) }),
  command('suspend', { ground: PauseGround, reason: Reason, reviewOn: Day }),
  command('resume', { reason: Words(2, 200) }),
  command('requestExtension', { workingDays: Type.Integer({ minimum: 1, maximum: 10 }), reason: Reason }),
  command('decideExtension', { approve: Type.Boolean(), note: Words(2, 200) }),
  command('checkQuality', { ok: Type.Boolean(), note: Words(2, 200) }),
  command('checkPromise', { index: Index, kept: Type.Boolean(), note: Words(2, 200) })
])
export type CaseCommand = Static<typeof CaseCommand>
