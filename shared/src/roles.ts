import { type Static, Type } from 'typebox'
import { ROLES } from './rules/roles.ts'

/** What a post may do. A citizen holds no post; whoever signs in is a citizen first. */
export const Role = Type.Enum([...ROLES])
export type Role = Static<typeof Role>
