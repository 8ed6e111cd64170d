import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { unzipSync } from 'fflate'
import type { Actor } from '../../kernel/lib/actor.ts'
import { inChild, TooMuch } from '../../kernel/lib/children.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { sendFile, XLSX } from '../../kernel/lib/reply.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { listContents, listDepartments } from '../items.repo.ts'
import { keepsCatalogue } from '../versions.rules.ts'
import { importItems, stampOf } from './import.repo.ts'
import type { Read } from './read.types.ts'

const IMPORT_MS = 60_000
const READ_MS = 40_000
const MOST_UNPACKED = 20 * 1024 * 1024
const MOST_FILES = 200 // a workbook of ours has 20
const READ = new URL('./read.child.ts', import.meta.url)
const WRITE = new URL('./write.child.ts', import.meta.url)

/** Refuses what a ZIP says of itself without unpacking it: too many files, or too large ones. */
function refuseBomb(bytes: Buffer): void {
  let [sum, files] = [0, 0]
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        sum += originalSize
        files += 1
        if (files > MOST_FILES || sum > MOST_UNPACKED) throw new AppError('sheet_refused')
        return false
      }
    })
  } catch {
    throw new AppError('sheet_refused')
  }
}

/** A department's items as one workbook, out and in. */
export const workbookRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)

  async function department({ tenantId, ...actor }: Actor, id: string) {
    const found = (await listDepartments(db, tenantId)).find((one) => one.id === id)
    if (!found || !keepsCatalogue(id, { tenantId, ...actor })) throw new AppError('not_found')
    return found
  }

  app.route({
    ...on('GET /catalogue/departments/:id/xlsx'),
    handler: async ({ actor, params }, reply) => {
      const { id, name } = await department(actor, params.id)
      const items = await listContents(db, actor.tenantId, id)
      const stamps = new Map(items.map((one) => [one.content.implCode, stampOf(one)]))
      const contents = items.map(({ content }) => content)
      const book = await inChild<Uint8Array>('book', WRITE, { items: contents, stamps })
      return sendFile(reply, XLSX, `${name}事项清单.xlsx`, book)
    }
  })

  app.route({
    ...on('POST /catalogue/departments/:id/xlsx'),
    handlerTimeout: IMPORT_MS,
    handler: async (request) => {
      const { actor, params } = request
      const { id, name } = await department(actor, params.id)
      const part = await request.file()
      if (!part) throw new AppError('invalid_input', 'file')
      const bytes = await part.toBuffer()
      refuseBomb(bytes)
      const read = await inChild<Read>('book', READ, bytes, READ_MS).catch((error: unknown): never => {
        throw error instanceof TooMuch ? new AppError('sheet_refused') : error
      })
      if (read.errors.length) return { added: 0, changed: 0, same: 0, errors: read.errors }
      const target = { tenantId: actor.tenantId, departmentId: id, department: name }
      const author = { authorId: actor.accountId, author: actor.post?.name ?? '' }
      return change(actor, 'items.import', id, (tx) =>
        importItems(tx, target, read, author, { newId, now: now() })
      )
    }
  })
}
