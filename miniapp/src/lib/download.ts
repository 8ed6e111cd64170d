import Taro from '@tarojs/taro'
import { type ApiError, addressOf, authorised } from './api.ts'

const FAILED: ApiError = { code: 'offline', message: '没有下载成功，请检查网络后再试' }
const STOPPED: ApiError = { code: 'offline', message: '已取消下载' }

type Watch = {
  /** Bytes that have come so far. */
  onBytes?: (bytes: number) => void
  /** Gets what stops the download. */
  onStart?: (stop: () => void) => void
}

/** Fetches a file and hands it over: saved by the browser; on the phone a paper is opened, a table shared to a chat. */
export async function download(
  endpoint: string,
  input: { params?: Record<string, string>; querystring?: object },
  name: string,
  { onBytes, onStart }: Watch = {}
): Promise<void> {
  let stopped = false
  const task = Taro.downloadFile({ url: addressOf(endpoint, input as never), header: authorised() })
  task.onProgressUpdate?.(({ totalBytesWritten }) => onBytes?.(totalBytesWritten))
  onStart?.(() => {
    stopped = true
    task.abort()
  })
  const { statusCode, tempFilePath } = await task.catch((): never => {
    throw stopped ? STOPPED : FAILED
  })
  if (statusCode !== 200) throw FAILED
  if (Taro.getEnv() === Taro.ENV_TYPE.WEB) return save(tempFilePath, name)
  if (name.endsWith('.pdf'))
    await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true })
  else await Taro.shareFileMessage({ filePath: tempFilePath, fileName: name })
}

function save(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
