import type { LedgerFilter } from 'shared/supervision.ts'
import { go } from './go.ts'

export const openMatter = (id: string): void => go('work/matter', { id })

/** The ledger, filtered already. */
export const openLedger = (filter: LedgerFilter): void => go('admin/ledger', filter)
