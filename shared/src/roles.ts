import { type Static, Type } from 'typebox'

/** What a post may do. A citizen holds no post; whoever signs in is a citizen first. */
export const Role = Type.Enum([
  'villageSecretary',
  'districtSecretary',
  'unitHead',
  'unitDeputy',
  'departmentHandler',
  'intakeClerk',
  'hallClerk',
  'agent',
  'leader',
  'supervisor',
  'townshipAdmin',
  'countyAdmin'
])
export type Role = Static<typeof Role>

export const officials: readonly Role[] = [
  'villageSecretary',
  'districtSecretary',
  'unitHead',
  'unitDeputy',
  'departmentHandler',
  'intakeClerk',
  'hallClerk',
  'agent',
  'leader',
  'supervisor',
  'townshipAdmin',
  'countyAdmin'
]
/** Who takes papers in: the hall’s clerks, and those of a township or a village near home (帮办代办). */
export const desks: readonly Role[] = ['hallClerk', 'villageSecretary']
export const admins: readonly Role[] = ['townshipAdmin', 'countyAdmin']
export const overseers: readonly Role[] = ['leader', 'supervisor', 'intakeClerk', ...admins]
