import { type Static, Type } from 'typebox'
import { Id, Nullable } from './common.ts'
import { Endorsement } from './directory.ts'

/** What the machine proposes to the clerk: what it is about, who answers for it, and why. */
export const Proposal = Type.Object({
  topicId: Nullable(Id),
  topic: Nullable(Type.String()),
  postId: Nullable(Id),
  post: Nullable(Type.String()),
  name: Nullable(Type.String()),
  reasons: Type.Array(Type.String()),
  /** When a leader reads a notice of this kind; a topic may have its own way. */
  endorsement: Endorsement
})
export type Proposal = Static<typeof Proposal>
