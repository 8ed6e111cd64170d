import type { LedgerFilter } from 'shared/supervision.ts'
import { queryOf } from './api.ts'
import { go } from './go.ts'

export const openMatter = (id: string): void => go(`/work/matter/index?id=${id}`)

/** The ledger, filtered already. */
export const openLedger = (filter: LedgerFilter): void => go(`/admin/ledger/index?${queryOf(filter)}`)
