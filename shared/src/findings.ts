import { type Static, Type } from 'typebox'

/**
 * `at` is a path into the content (`materials/2/name`), `place` the same in words. Errors block publishing.
 */
export const Finding = Type.Object({
  at: Type.String(),
  place: Type.String(),
  rule: Type.Enum([
    'catchAll',
    'vague',
    'undated',
    'unitless',
    'limit',
    'stages',
    'source',
    'sharedAlready',
    'duplicate',
    'unreachable',
    'deadEnd',
    'contradiction',
    'phone',
    'basis'
  ]),
  level: Type.Enum(['error', 'warning']),
  why: Type.String(),
  proposal: Type.String()
})
export type Finding = Static<typeof Finding>
