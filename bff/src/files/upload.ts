import type { FastifyRequest } from 'fastify'
import type { Attachment } from 'shared/files.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { keepFile } from './keep.ts'
import type { fileLinks } from './links.ts'

/** Takes the one file of a multipart request. */
export async function takeUpload(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'store'>,
  linkTo: ReturnType<typeof fileLinks>,
  request: FastifyRequest,
  ownerId: string,
  only: 'pictures' | 'any' = 'any'
): Promise<Attachment> {
  const { tenantId } = request
  const part = await request.file()
  if (!part) throw new AppError('invalid_input', 'file')
  const { id, mime, check } = await keepFile(deps, tenantId, ownerId, await part.toBuffer(), only)
  return { id, url: linkTo(tenantId, id), thumb: linkTo(tenantId, id, 'thumb'), mime, check }
}
