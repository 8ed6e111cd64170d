import Taro from '@tarojs/taro'
import type { Attachment } from 'shared/files.ts'
import { keptSize } from 'shared/rules/pictures.ts'
import { authorised, inSession } from './api.ts'
import { apiUrl } from './session.ts'

/** A chosen picture; the file itself is at hand on the web only. */
export type Picture = Readonly<{ path: string; originalFileObj?: File }>

const QUALITY = 0.8
const TIMEOUT_MS = 60_000

/**
 * A picture small enough for a slow line; rejects what the browser cannot read: that goes as it is, the
 * server judges it.
 */
export async function shrunk(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file)
  const { width, height } = keptSize(image.width, image.height)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')!
  // A picture without a ground would come out black.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', QUALITY))
}

type Way = { path: string; header: Record<string, string> }

async function sendFromWeb(file: Blob, { path, header }: Way) {
  const form = new FormData()
  form.append('file', file, 'file')
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  const init = { method: 'POST', headers: header, body: form, signal: stop.signal }
  const reply = await fetch(apiUrl(path), init).finally(() => clearTimeout(timer))
  return { statusCode: reply.status, data: await reply.json().catch(() => undefined) }
}

async function sendFromPhone(filePath: string, { path, header }: Way) {
  const { statusCode, data } = await Taro.uploadFile({
    url: apiUrl(path),
    filePath,
    name: 'file',
    header
  })
  return { statusCode, data: data.startsWith('{') ? (JSON.parse(data) as unknown) : undefined }
}

/** Sends one file as it is to an endpoint and returns its reply; rejects like `call`. */
export async function uploadTo<T>(path: string, { path: filePath, originalFileObj }: Picture): Promise<T> {
  const data = await inSession(() => {
    const { 'content-type': _, ...header } = authorised()
    return originalFileObj
      ? sendFromWeb(originalFileObj, { path, header })
      : sendFromPhone(filePath, { path, header })
  })
  return data as T
}

/** Uploads one picture, in a reporter's name when there is a receipt; rejects like `call`. */
export async function upload({ path, originalFileObj }: Picture, receipt?: string): Promise<Attachment> {
  const small = originalFileObj && (await shrunk(originalFileObj).catch(() => originalFileObj))
  const data = await inSession(() => {
    const { 'content-type': _, ...header } = authorised()
    const way = receipt
      ? { path: '/reports/files', header: { 'x-receipt': receipt } }
      : { path: '/files', header }
    return small ? sendFromWeb(small, way) : sendFromPhone(path, way)
  })
  return data as Attachment
}
