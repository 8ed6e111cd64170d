import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { getAccount } from '../session/session.repo.ts'
import { fileKey } from './bytes.repo.ts'
import { getFile } from './files.repo.ts'
import { fileLinks, SIGNATURE, signedText } from './links.present.ts'
import { takeUpload } from './upload.acts.ts'

const UPLOAD_MS = 120_000 // a picture over a village's thin line

export const fileRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, store, signer, privacyVersion } = deps
  const linkTo = fileLinks(deps)

  app.route({
    ...on('POST /files'),
    handlerTimeout: UPLOAD_MS,
    handler: async (request) => {
      const { tenantId, accountId } = request
      if ((await getAccount(db, tenantId, accountId)).consentVersion !== privacyVersion)
        throw new AppError('consent_needed')
      return takeUpload(deps, linkTo, request, accountId)
    }
  })

  app.route({
    ...on('GET /files/:id'),
    handler: async ({ params, query, tenantId }, reply) => {
      const { until, size, sign } = query
      if (
        until < now().getTime() ||
        !signer.verify(signedText(tenantId, params.id, until, size), sign, SIGNATURE)
      )
        throw new AppError('not_found')
      const { mime } = await getFile(db, tenantId, params.id)
      const bytes = await store.getBytes(
        fileKey(tenantId, params.id, mime === 'application/pdf' ? 'full' : size)
      )
      return (
        reply
          .header('content-type', mime)
          // The mini-program's pages stand elsewhere; the link itself says who may see it.
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('content-disposition', mime === 'application/pdf' ? 'attachment' : 'inline')
          .send(Buffer.from(bytes))
      )
    }
  })
}
