import type { Role } from 'shared/roles.ts'

export type ActorPost = Readonly<{
  id: string
  role: Role
  title: string
  unitId: string
  unit: string
  townshipId: string | null
  name: string
}>

/**
 * Who is asking: a person, the post they act for now, and every post they answer for (their own and absent
 * colleagues').
 */
export type Actor = Readonly<{
  tenantId: string
  accountId: string
  post: ActorPost | null
  posts: readonly ActorPost[]
  answersFor: readonly string[]
}>

/** A township's post sees its township; a county's post (townshipId null) sees every township. */
export const inScope = (post: ActorPost, townshipId: string): boolean =>
  post.townshipId === null || post.townshipId === townshipId
