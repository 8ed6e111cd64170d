import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { type Flaw, PART_BYTES } from 'shared/uploads.ts'
import { inChild } from '../../kernel/lib/children.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { fileKey } from '../files/bytes.repo.ts'
import { getFile } from '../files/files.repo.ts'
import { keepFile } from '../files/keep.acts.ts'
import { attachment, fileLinks } from '../files/links.present.ts'
import { getAccount } from '../session/session.repo.ts'
import { deleteParts, partKey } from './parts.repo.ts'
import { beginUpload, getUpload, lockUpload, noteReceived, openUploads, setFile } from './uploads.repo.ts'
import type { UploadRow } from './uploads.table.ts'

const PART_MS = 60_000 // half a megabyte over a village's thin line
const MOST_OPEN = 60
const FLAWS = new URL('./flaws.child.ts', import.meta.url)
const DAY_MS = 86_400_000
/** Whole files held in memory at once. */
const joining = bulkhead(4, 60)
const joined = <T>(work: () => Promise<T>): Promise<T> =>
  joining.execute(work).catch((error: unknown) => {
    throw error instanceof BulkheadRejectedError ? new AppError('busy') : error
  })
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const standing = ({ id, hashes, received, fileId }: UploadRow) => ({
  id,
  missing: fileId ? [] : hashes.flatMap((_, no) => (received.includes(no) ? [] : [no]))
})

/**
 * Papers in parts: each arrives by itself, in any order, as often as the line makes it; whole, they become a
 * file.
 */
export const uploadRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, store, privacyVersion } = deps
  const linkTo = fileLinks(deps)
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: PART_BYTES },
    (_, body, done) => done(null, body)
  )

  app.route({
    ...on('POST /uploads'),
    handler: async ({ tenantId, accountId, body: { bytes, hashes } }) => {
      if ((await getAccount(db, tenantId, accountId)).consentVersion !== privacyVersion)
        throw new AppError('consent_needed')
      if (hashes.length !== Math.ceil(bytes / PART_BYTES)) throw new AppError('invalid_input', 'hashes')
      const at = now()
      const content = sha256(Buffer.from(hashes.join()))
      const row = {
        tenantId,
        id: newId(),
        ownerId: accountId,
        content,
        bytes,
        hashes,
        received: [],
        fileId: null,
        startedAt: at
      }
      const dayAgo = new Date(at.getTime() - DAY_MS)
      const { open, begun } = await openUploads(db, row, dayAgo)
      // What was begun is gone on with, however much else was.
      if (!begun && open >= MOST_OPEN) throw new AppError('uploads_full')
      return standing(await beginUpload(db, row))
    }
  })

  app.route({
    ...on('POST /uploads/:id/parts/:no'),
    bodyLimit: PART_BYTES,
    handlerTimeout: PART_MS,
    handler: async ({ tenantId, accountId, params: { id, no }, body }) => {
      const upload = await getUpload(db, tenantId, id, accountId)
      // Its own hash tells a part of another file, or one cut short on the way.
      if (!Buffer.isBuffer(body) || upload.hashes[no] !== sha256(body)) throw new AppError('part_damaged')
      if (upload.fileId || upload.received.includes(no)) return standing(upload)
      await store.put(partKey(upload, no), body)
      return standing(await noteReceived(db, upload, no))
    }
  })

  app.route({
    ...on('POST /uploads/:id/finish'),
    handlerTimeout: PART_MS,
    handler: async ({ tenantId, accountId, params }) => {
      const upload = await getUpload(db, tenantId, params.id, accountId)
      if (standing(upload).missing.length) throw new AppError('parts_missing')
      const fileId = upload.fileId ?? (await joined(() => db.transaction((tx) => whole(tx, upload))))
      if (!upload.fileId) await deleteParts(store, upload)
      const { mime, check } = await getFile(db, tenantId, fileId)
      const picture = mime.startsWith('image/')
      const flaws = picture
        ? await inChild<Flaw[]>('picture', FLAWS, await store.getBytes(fileKey(tenantId, fileId, 'full')))
        : []
      return { ...attachment(linkTo, tenantId, { id: fileId, mime, check }), flaws }
    }
  })

  /** Puts the parts together into a file, once: under the upload's lock. */
  async function whole(tx: Deps['db'], upload: UploadRow): Promise<string> {
    const locked = await lockUpload(tx, upload)
    if (locked.fileId) return locked.fileId
    const parts: Uint8Array[] = []
    for (const no of locked.hashes.keys()) parts.push(await store.getBytes(partKey(locked, no)))
    const { id } = await keepFile({ ...deps, db: tx }, upload.tenantId, upload.ownerId, Buffer.concat(parts))
    await setFile(tx, locked, id)
    return id
  }
}
