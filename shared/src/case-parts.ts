import { type Static, Type } from 'typebox'
import { DateTime, Id, Nullable } from './common.ts'
import { Attachment } from './files.ts'
import { FormField, MaterialNeed, StageKind } from './items.ts'
import { Urgency } from './questions.ts'

/** When something is due, its colour, and how much is left in words. */
export const Clock = {
  dueAt: Nullable(DateTime),
  urgency: Urgency,
  clockWords: Type.String()
}
export const Paper = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  need: MaterialNeed,
  /** Form, copies, who issues it, what its rule says. */
  rule: Type.String(),
  /** The fields of its form with what was filled in, for who may see it; null when it is no form. */
  fields: Nullable(
    Type.Array(
      Type.Interface([FormField], {
        value: Type.String(),
        /** What the applicant has said elsewhere and need not write again, for who fills it in. */
        preset: Type.String(),
        /** The reviewer found it wrong. */
        faulty: Type.Boolean(),
        /** It was found wrong, and has been filled in otherwise since. */
        mended: Type.Boolean()
      })
    )
  ),
  files: Type.Array(Attachment),
  given: Nullable(Type.String()),
  /** Given in an earlier case. */
  reused: Type.Boolean(),
  verdict: Type.Enum(['none', 'pass', 'fix']),
  reason: Nullable(Type.String()),
  reopened: Nullable(Type.String()),
  /** What may be said against it, for who reviews it. */
  reasons: Type.Array(Type.String()),
  toJudge: Type.Boolean()
})
export type Paper = Static<typeof Paper>

/** What went out to a department, and what it answered. */
export const Push = Type.Object({
  name: Type.String(),
  at: DateTime,
  words: Type.String(),
  decision: Nullable(Type.Enum(['accepted', 'tacit', 'refused', 'dropped'])),
  reason: Nullable(Type.String())
})
/** A stage as its reader sees it. */
export const CaseStage = Type.Object({
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
  /** Of a hearing: when and where, and who leads it. */
  hearing: Nullable(Type.Object({ at: DateTime, place: Type.String(), host: Type.String() })),
  /** This reader may finish it. */
  mine: Type.Boolean(),
  colleagues: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  ...Clock
})
export type CaseStage = Static<typeof CaseStage>

/** A limit of the whole case. */
export const Whole = Type.Object({
  words: Type.String(),
  limit: Type.String(),
  trace: Type.Array(Type.String()),
  ...Clock
})
/** What comes later: a paper deferred, or something vouched for. */
export const Later = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  words: Type.String(),
  open: Type.Boolean()
})
