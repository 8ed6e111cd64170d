import type { FastifyRequest } from 'fastify'
import type { Attachment } from 'shared/files.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { keepFile } from './keep.acts.ts'
import { attachment, type LinkTo } from './links.present.ts'

/** Takes the one file of a multipart request. */
export async function takeUpload(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'store'>,
  linkTo: LinkTo,
  request: FastifyRequest,
  ownerId: string,
  only: 'pictures' | 'any' = 'any'
): Promise<Attachment> {
  const { tenantId } = request
  const part = await request.file()
  if (!part) throw new AppError('invalid_input', 'file')
  return attachment(linkTo, tenantId, await keepFile(deps, tenantId, ownerId, await part.toBuffer(), only))
}
