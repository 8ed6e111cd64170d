import Taro from '@tarojs/taro'
import { type ApiError, addressOf, authorised } from './api.ts'

const FAILED: ApiError = { code: 'offline', message: '没有下载成功，请检查网络后再试' }
const BUSY: ApiError = { code: 'busy', message: '现在系统忙，这份文件没有做成，请稍等再点一次' }
const STOPPED: ApiError = { code: 'offline', message: '已取消下载' }

type Watch = {
  /** Bytes that have come so far. */
  onBytes?: (bytes: number) => void
  /** Gets what stops the download. */
  onStart?: (stop: () => void) => void
}

/**
 * Fetches a file and hands it over: saved by the browser; on the phone a paper is opened, a table shared to a
 * chat.
 */
export async function download(
  endpoint: string,
  input: { params?: Record<string, string>; querystring?: object },
  name: string,
  { onBytes, onStart }: Watch = {}
): Promise<void> {
  const from = { url: addressOf(endpoint, input), header: authorised() }
  const path = await fetched(from, { onBytes, onStart })
  if (Taro.getEnv() === Taro.ENV_TYPE.WEB) return save(path, name)
  if (name.endsWith('.pdf')) await showDocument(path)
  else await Taro.shareFileMessage({ filePath: path, fileName: name })
}

/**
 * Opens a PDF somebody handed in, by its signed link: on the web beside the page, to be looked at or saved.
 */
export async function openPdf(url: string): Promise<void> {
  const path = await fetched({ url }, {})
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEB) return showDocument(path)
  if (!window.open(path, '_blank')) save(path, '材料.pdf')
}

const showDocument = async (filePath: string): Promise<void> => {
  await Taro.openDocument({ filePath, fileType: 'pdf', showMenu: true }).catch((): never => {
    throw { code: 'offline', message: '这份文件手机打不开，请在电脑上看' }
  })
}

/** The file of an address, as a path on the phone or an address in the browser. */
async function fetched(
  from: { url: string; header?: Record<string, string> },
  { onBytes, onStart }: Watch
): Promise<string> {
  let stopped = false
  const task = Taro.downloadFile(from)
  task.onProgressUpdate?.(({ totalBytesWritten }) => onBytes?.(totalBytesWritten))
  onStart?.(() => {
    stopped = true
    task.abort()
  })
  const { statusCode, tempFilePath } = await task.catch((): never => {
    throw stopped ? STOPPED : FAILED
  })
  if (statusCode === 503 || statusCode === 429) throw BUSY
  if (statusCode !== 200) throw FAILED
  return tempFilePath
}

function save(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
