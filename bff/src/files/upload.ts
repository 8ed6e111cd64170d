import type { FastifyRequest } from 'fastify'
import type { Attachment } from 'shared/files.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { deleteBytes, fileKey } from './bytes.ts'
import { insertFile } from './files.repo.ts'
import { cleanUpload } from './images.ts'
import type { fileLinks } from './links.ts'

/** Takes the one file of a multipart request: cleaned, stored, and its check enqueued with its row. */
export async function takeUpload(
  { db, now, newId, store }: Pick<Deps, 'db' | 'now' | 'newId' | 'store'>,
  linkTo: ReturnType<typeof fileLinks>,
  request: FastifyRequest,
  ownerId: string,
  only: 'pictures' | 'any' = 'any'
): Promise<Attachment> {
  const { tenantId } = request
  const part = await request.file()
  if (!part) throw new AppError('invalid_input', 'file')
  const { bytes, mime, thumb } = await cleanUpload(await part.toBuffer())
  // A PDF names its author and his machine, and is kept as it came.
  if (only === 'pictures' && !thumb) throw new AppError('file_type_refused')
  const id = newId()
  await store.put(fileKey(tenantId, id, 'full'), bytes)
  if (thumb) await store.put(fileKey(tenantId, id, 'thumb'), thumb)
  // WeChat looks at pictures only: anything else wants a person's eye.
  const check = thumb ? ('pending' as const) : ('review' as const)
  const row = { tenantId, id, ownerId, mime, bytes: bytes.length, check, createdAt: now() }
  await insertFile(db, row).catch(async (error: unknown) => {
    await deleteBytes(store, tenantId, id)
    throw error
  })
  return { id, url: linkTo(tenantId, id), thumb: linkTo(tenantId, id, 'thumb'), mime, check }
}
