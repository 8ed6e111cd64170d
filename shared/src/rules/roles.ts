/** What a post may do. A citizen holds no post; whoever signs in is a citizen first. */
export const ROLES = [
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
] as const
export type RoleName = (typeof ROLES)[number]
type Roles = readonly RoleName[]

/** Who triages questions. */
export const CLERKS: Roles = ['intakeClerk']
/** Who takes materials in: the hall’s clerks, and those of a township or a village near home (帮办代办). */
export const DESKS: Roles = ['hallClerk', 'villageSecretary']
export const ADMINS: Roles = ['townshipAdmin', 'countyAdmin']
/** Who sees the figures of a county or a township. */
export const OVERSEERS: Roles = ['leader', 'supervisor', 'intakeClerk', ...ADMINS]
/** Who answers for a unit, a village or a service area. */
export const HEADS: Roles = ['villageSecretary', 'districtSecretary', 'unitHead']
/** Who handles questions. */
export const HANDLERS: Roles = [...HEADS, 'unitDeputy', 'leader']
/** Who works on the stages of a case in a department. */
export const DEPARTMENT: Roles = ['departmentHandler', 'unitDeputy', 'unitHead']
export const CASE_WORKERS: Roles = [...DEPARTMENT, ...DESKS, 'agent']
/** Who may see and take along the whole figures of cases. */
export const CASE_OVERSEERS: Roles = ['unitHead', 'leader', 'supervisor', 'countyAdmin']
/** Who runs the halls. */
export const HALL: Roles = ['hallClerk', 'countyAdmin']
