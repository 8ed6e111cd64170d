import type { Actor } from '../../kernel/lib/actor.ts'
import type { HallScope } from './counters.repo.ts'

/** A clerk runs their own hall, the county's admin every one. */
export const hallScope = ({ tenantId, post }: Actor): HallScope => ({
  tenantId,
  orgId: post!.role === 'countyAdmin' ? undefined : post!.unitId
})
