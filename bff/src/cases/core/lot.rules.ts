import { createHmac } from 'node:crypto'
import type { CaseRow } from './cases.table.ts'

/**
 * A number from 0 to 65,535, the same for a case every time, which nobody without the secret can tell from
 * its id.
 */
export const lotOf = (secret: Buffer, { tenantId, id }: Pick<CaseRow, 'tenantId' | 'id'>): number =>
  createHmac('sha256', secret).update(`sample/${tenantId}/${id}`).digest().readUInt16BE()
