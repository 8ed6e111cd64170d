import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { unzipSync } from 'fflate'
import { audited } from '../../audit/audit.repo.ts'
import type { Actor } from '../../lib/actor.ts'
import { on } from '../../lib/contract.ts'
import type { Deps } from '../../lib/deps.ts'
import { AppError } from '../../lib/errors.ts'
import { attachment, XLSX } from '../../lib/reply.ts'
import { listContents, listDepartments } from '../items.repo.ts'
import { keepsCatalogue } from '../versions.rules.ts'
import { importItems, stampOf } from './import.repo.ts'
import { readWorkbook } from './read.ts'
import { writeWorkbook } from './write.ts'

const IMPORT_MS = 60_000
const MOST_UNPACKED = 60 * 1024 * 1024

/** Looks at the sizes a ZIP names without unpacking it. */
function unpackedSize(bytes: Buffer): number {
  let sum = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        sum += originalSize
        return false
      }
    })
  } catch {
    throw new AppError('sheet_refused')
  }
  return sum
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
      const book = await writeWorkbook(contents, stamps)
      return attachment(reply, XLSX, `${name}事项清单.xlsx`).send(book as never)
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
      if (unpackedSize(bytes) > MOST_UNPACKED) throw new AppError('sheet_refused')
      const read = await readWorkbook(bytes)
      if (read.errors.length) return { added: 0, changed: 0, same: 0, errors: read.errors }
      const target = { tenantId: actor.tenantId, departmentId: id, department: name }
      const author = { authorId: actor.accountId, author: actor.post?.name ?? '' }
      return change(actor, 'items.import', id, (tx) =>
        importItems(tx, target, read, author, { newId, now: now() })
      )
    }
  })
}
