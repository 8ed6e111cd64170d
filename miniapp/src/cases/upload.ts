import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import Taro from '@tarojs/taro'
import type { Attachment } from 'shared/files.ts'
import type { Flaw, Upload } from 'shared/uploads.ts'
import { type ApiError, authorised, call, inSession } from '../lib/api.ts'
import { apiUrl } from '../lib/session.ts'
import { shrunk } from '../lib/upload.ts'

const PART_BYTES = 512 * 1024
const MOST_BYTES = 20 * 1024 * 1024
const WORTH_SHRINKING = 1024 * 1024
const TRIES = 3

/** A chosen file: a path on the phone, the file itself on the web. */
export type Chosen = Readonly<{ path: string; size: number; originalFileObj?: File | Blob }>
export type Sent = Attachment & Readonly<{ flaws: readonly Flaw[] }>

const read = ({ path, originalFileObj }: Chosen, position: number, length: number): Promise<ArrayBuffer> =>
  originalFileObj
    ? originalFileObj.slice(position, position + length).arrayBuffer()
    : new Promise((resolve, reject) =>
        Taro.getFileSystemManager().readFile({
          filePath: path,
          position,
          length,
          success: ({ data }) => resolve(data as ArrayBuffer),
          fail: () => reject({ message: '这个文件打不开，没有上传。请重新选一次' })
        })
      )

async function sendPart(id: string, no: number, bytes: ArrayBuffer): Promise<Upload> {
  const url = apiUrl(`/uploads/${id}/parts/${no}`)
  const data = await inSession(async () => {
    const header = { ...authorised(), 'content-type': 'application/octet-stream' }
    if (Taro.getEnv() !== Taro.ENV_TYPE.WEB)
      return Taro.request({ url, method: 'POST', header, data: bytes, timeout: 60_000 })
    const reply = await fetch(url, { method: 'POST', headers: header, body: bytes })
    return { statusCode: reply.status, data: await reply.json().catch(() => undefined) }
  })
  return data as Upload
}

/** Sends a part, again when the line fails or it came damaged. */
async function sendSurely(id: string, no: number, bytes: ArrayBuffer): Promise<void> {
  for (let again = 1; ; again++)
    try {
      await sendPart(id, no, bytes)
      return
    } catch (error) {
      if (again === TRIES) throw error
    }
}

/**
 * Sends a file in parts. What arrived before a lost line or a closed app is not sent again: the service knows
 * the file by its parts.
 */
export const sendFile = (file: Chosen, onShare: (share: number) => void): Promise<Sent> =>
  sendAll(file, onShare).catch((error: ApiError) => {
    throw error.code === 'offline'
      ? { ...error, message: '网络不通，这一张没有传上去，前面的都在。有网后再选一次，传过的部分不用重传' }
      : error
  })

/** A large picture made small in the browser; the phone's own chooser did it already. */
async function light(chosen: Chosen): Promise<Chosen> {
  const { originalFileObj, size } = chosen
  if (!originalFileObj?.type.startsWith('image/') || size < WORTH_SHRINKING) return chosen
  const small = await shrunk(originalFileObj).catch(() => originalFileObj)
  return small.size < size ? { ...chosen, size: small.size, originalFileObj: small } : chosen
}

async function sendAll(chosen: Chosen, onShare: (share: number) => void): Promise<Sent> {
  const file = await light(chosen)
  if (file.size > MOST_BYTES) throw { message: '文件超过20MB，没有上传。请拍照或压缩后再传' }
  if (file.size === 0) throw { message: '这个文件是空的，没有上传。请重新选一次' }
  const count = Math.ceil(file.size / PART_BYTES)
  const part = (no: number) => read(file, no * PART_BYTES, Math.min(PART_BYTES, file.size - no * PART_BYTES))
  const hashes: string[] = []
  for (let no = 0; no < count; no++) hashes.push(bytesToHex(sha256(new Uint8Array(await part(no)))))
  const { id, missing } = await call('POST /uploads', { body: { bytes: file.size, hashes } })
  for (const [at, no] of missing.entries()) {
    onShare((count - missing.length + at) / count)
    await sendSurely(id, no, await part(no))
  }
  onShare(1)
  return call('POST /uploads/:id/finish', { params: { id } })
}

const gone = (error: { errMsg?: string }) => {
  if (/cancel/.test(error?.errMsg ?? '')) return undefined
  throw { message: '没有打开，请再试一次，或换一张' }
}

/** Pictures from camera or album. */
export async function choosePictures(count: number): Promise<readonly Chosen[]> {
  const chosen = await Taro.chooseImage({
    count,
    sizeType: ['compressed'],
    sourceType: ['camera', 'album']
  }).catch(gone)
  return (chosen?.tempFiles ?? []).map(({ path, size, originalFileObj }) => ({
    path,
    size,
    ...(originalFileObj && { originalFileObj })
  }))
}

/** A PDF: from a chat on the phone, from the disk on the web. */
export async function chooseDocument(): Promise<readonly Chosen[]> {
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEB) {
    const chosen = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['pdf'] }).catch(gone)
    return chosen?.tempFiles ?? []
  }
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'application/pdf,image/*'
    input.onchange = () =>
      resolve([...(input.files ?? [])].map((file) => ({ path: '', size: file.size, originalFileObj: file })))
    input.oncancel = () => resolve([])
    input.click()
  })
}
