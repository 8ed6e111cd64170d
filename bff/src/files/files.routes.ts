import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { MAX_FILE_BYTES } from 'shared/files.ts'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { getAccount } from '../session/session.repo.ts'
import { deleteBytes, fileKey } from './bytes.ts'
import { getFile, insertFile } from './files.repo.ts'
import { cleanUpload } from './images.ts'
import { fileLinks, signedText } from './links.ts'

const UPLOAD_MS = 120_000 // a picture over a village's thin line

export const fileRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, store, signer, privacyVersion } = deps
  const linkTo = fileLinks(deps)
  await app.register(multipart, {
    limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 4, parts: 5, fieldSize: 1000 }
  })

  app.route({
    ...on('POST /files'),
    handlerTimeout: UPLOAD_MS,
    handler: async (request) => {
      const { tenantId, accountId } = request
      if ((await getAccount(db, tenantId, accountId)).consentVersion !== privacyVersion)
        throw new AppError('consent_needed')
      const part = await request.file()
      if (!part) throw new AppError('invalid_input', 'file')
      const { bytes, mime, thumb } = await cleanUpload(await part.toBuffer())
      const id = newId()
      await store.put(fileKey(tenantId, id, 'full'), bytes)
      if (thumb) await store.put(fileKey(tenantId, id, 'thumb'), thumb)
      // WeChat looks at pictures only: anything else wants a person's eye.
      const check = thumb ? ('pending' as const) : ('review' as const)
      const createdAt = now()
      const row = { tenantId, id, ownerId: accountId, mime, bytes: bytes.length, check, createdAt }
      await insertFile(db, row).catch(async (error: unknown) => {
        await deleteBytes(store, tenantId, id)
        throw error
      })
      return { id, url: linkTo(tenantId, id), thumb: linkTo(tenantId, id, 'thumb'), mime, check }
    }
  })

  app.route({
    ...on('GET /files/:id'),
    handler: async ({ params, query, tenantId }, reply) => {
      const { until, size, sign } = query
      if (until < now().getTime() || !signer.verify(signedText(tenantId, params.id, until, size), sign))
        throw new AppError('not_found')
      const { mime } = await getFile(db, tenantId, params.id)
      const bytes = await store.getBytes(
        fileKey(tenantId, params.id, mime === 'application/pdf' ? 'full' : size)
      )
      return reply
        .header('content-type', mime)
        .header('cache-control', 'private, max-age=1800')
        .header('content-disposition', mime === 'application/pdf' ? 'attachment' : 'inline')
        .send(Buffer.from(bytes))
    }
  })
}
