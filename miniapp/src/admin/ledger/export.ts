import Taro from '@tarojs/taro'
import type { LedgerFilter } from 'shared/supervision.ts'
import { type ApiError, addressOf, authorised } from '../../lib/api.ts'

const FAILED: ApiError = { code: 'offline', message: '没有导出成功，请检查网络后再试' }

/** The ledger as a spreadsheet file: saved by the browser, opened by WeChat on the phone. */
export async function exportLedger(filter: LedgerFilter): Promise<void> {
  const url = addressOf('GET /ledger/csv', { querystring: filter })
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url, header: authorised() }).catch(
    (): never => {
      throw FAILED
    }
  )
  if (statusCode !== 200) throw FAILED
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEB)
    return void (await Taro.shareFileMessage({ filePath: tempFilePath, fileName: '台账.csv' }))
  const link = document.createElement('a')
  link.href = tempFilePath
  link.download = '台账.csv'
  link.click()
}
