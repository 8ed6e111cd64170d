import Taro from '@tarojs/taro'
import type { LedgerFilter } from 'shared/supervision.ts'
import { queryOf } from './api.ts'

export const openMatter = (id: string): void => void Taro.navigateTo({ url: `/work/matter/index?id=${id}` })

/** The ledger, filtered already. */
export const openLedger = (filter: LedgerFilter): void =>
  void Taro.navigateTo({ url: `/admin/ledger/index?${queryOf(filter)}` })
