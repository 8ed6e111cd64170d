import type { Data, Host } from '../types.ts'
import { api } from './api.ts'

type Ask = {
  url: string
  method?: string
  header?: Record<string, string>
  data?: Data | string | ArrayBuffer
  timeout?: number
  dataType?: string
}
type Upload = Ask & { filePath: string; name: string; formData?: Record<string, string> }
const TIMEOUT_MS = 60_000 // wx.request's own

const query = (data: Data) =>
  new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString()

async function send(url: string, init: RequestInit, timeout = TIMEOUT_MS): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeout) })
  } catch (error) {
    throw new Error((error as Error).name === 'TimeoutError' ? 'timeout' : 'network is down', {
      cause: error
    })
  }
}

function requestOf({ url, method = 'GET', header = {}, data }: Ask): [string, RequestInit] {
  const headers = Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)])
  )
  headers['content-type'] ??= 'application/json'
  const init: RequestInit = { method: method.toUpperCase(), headers }
  if (data === undefined || data === null) return [url, init]
  if (init.method !== 'GET') {
    const bare = typeof data === 'string' || data instanceof ArrayBuffer
    return [url, { ...init, body: bare ? data : JSON.stringify(data) }]
  }
  const asked = typeof data === 'object' ? query(data as Data) : ''
  return [asked ? `${url}${url.includes('?') ? '&' : '?'}${asked}` : url, init]
}

const task = () => ({
  abort() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived() {},
  offChunkReceived() {},
  onProgressUpdate() {},
  offProgressUpdate() {}
})

type Line = { url: string; success?: (result: Data) => void; fail?: (result: Data) => void }

/** wx.connectSocket on a browser's own: a task with its events, success as soon as it is made. */
function connectSocket({ url, success }: Line) {
  const socket = new WebSocket(url)
  const on =
    (event: string, told: (happened: Event) => Data) =>
    (heard: (result: Data) => void): void =>
      socket.addEventListener(event, (happened) => heard(told(happened)))
  setTimeout(() => success?.({ errMsg: 'connectSocket:ok' }), 0)
  return {
    onOpen: on('open', () => ({ header: {} })),
    onMessage: on('message', (happened) => ({ data: (happened as MessageEvent).data })),
    onClose: on('close', (happened) => ({ code: (happened as CloseEvent).code })),
    onError: on('error', () => ({ errMsg: 'connectSocket:fail' })),
    send: api('sendSocketMessage', ({ data }: { data: string }) => socket.send(data)),
    close: api('closeSocket', () => socket.close())
  }
}

/** wx.request, uploadFile and downloadFile on fetch, connectSocket. */
export function network(host: Host) {
  const started = (name: string, work: (options: never) => unknown) => {
    const run = api(name, work)
    return (options: Data) => {
      run({ ...options, fail: (result) => (options.fail as ((result: Data) => void) | undefined)?.(result) })
      return task()
    }
  }
  return {
    connectSocket,
    request: started('request', async (ask: Ask) => {
      const [url, init] = requestOf(ask)
      const reply = await send(url, init, ask.timeout)
      const text = await reply.text()
      const header = Object.fromEntries(reply.headers)
      const data = ask.dataType === 'text' ? text : jsonOr(text)
      return { data, statusCode: reply.status, header, cookies: [] }
    }),
    uploadFile: started('uploadFile', async ({ url, filePath, name, formData = {}, header = {} }: Upload) => {
      const file = host.files.get(filePath)
      if (!file) throw new Error(`file not found: ${filePath}`)
      const body = new FormData()
      for (const [key, value] of Object.entries(formData)) body.append(key, value)
      body.append(name, file, file.name)
      const headers = Object.fromEntries(
        Object.entries(header).filter(([key]) => !/^content-type$/i.test(key))
      )
      const reply = await send(url, { method: 'POST', headers, body })
      return { statusCode: reply.status, data: await reply.text() }
    }),
    downloadFile: started('downloadFile', async ({ url, header }: Ask) => {
      const reply = await send(url, { headers: header })
      const path = `http://tmp/${host.files.size + 1}`
      host.files.set(path, new File([await reply.blob()], 'download'))
      return { statusCode: reply.status, tempFilePath: path }
    })
  }
}

/** WeChat leaves what is no JSON as text. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
