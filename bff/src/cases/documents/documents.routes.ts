import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FormInput } from '../../catalogue/form.child.ts'
import { inChild } from '../../kernel/lib/children.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { keptCode, printedCode } from '../../kernel/lib/printed-codes.rules.ts'
import { sendPdf } from '../../kernel/lib/reply.ts'
import { maskName } from '../../kernel/lib/sealed.ts'
import { getTenant } from '../../platform/tenants/tenants.repo.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import { STATUS } from '../core/clock-status.rules.ts'
import { isInsider } from '../core/holds.rules.ts'
import { entriesOf } from '../core/papers.rules.ts'
import type { Sheet } from './document.layout.ts'
import { documentByCode, documentOf } from './documents.repo.ts'
import type { DocumentLine, DocumentRow } from './documents.table.ts'
import { documentTitle } from './titles.words.ts'

const DOCUMENT = new URL('./document.child.ts', import.meta.url)
const FORM = new URL('../../catalogue/form.child.ts', import.meta.url)

/** What the hall issues, what the leading department. */
const BY_HALL = new Set(['received', 'acceptance', 'defects', 'refusal', 'deferral', 'voided', 'delivered'])

/**
 * Who has nothing to do with the case itself reads its papers without the whole name: neither in the line of
 * the applicant nor where it stands alone in another.
 */
const namedFor = (document: DocumentRow, name: string, insider: boolean): DocumentRow => {
  const masked = document.data.rows.map(
    ([label, words, key]): DocumentLine => [
      label,
      key === 'applicant' || words === name ? maskName(words) : words
    ]
  )
  return insider ? document : { ...document, data: { ...document.data, rows: masked } }
}

export const documentRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, publicUrl, sealer } = deps
  const { commands } = deps

  app.route({
    ...on('GET /cases/:id/documents/:documentId'),
    handler: async ({ actor, params }, reply) => {
      const { tenantId } = actor
      const kase = await commands.load(actor, params.id)
      const [{ document, strokes }, { name, sponsor }, county] = await Promise.all([
        documentOf(db, tenantId, kase.id, params.documentId),
        getTenant(db, tenantId),
        commands.countyOf(tenantId)
      ])
      const { title, no } = documentTitle(document)
      const code = printedCode(tenantId, document.code)
      const sheet: Sheet = {
        document: { ...namedFor(document, kase.name, isInsider(kase, actor)), code },
        strokes: isInsider(kase, actor) ? strokes : null,
        applicationNo: kase.no ?? '',
        county: name,
        issuer:
          document.data.issuer ??
          county.names.get(BY_HALL.has(document.kind) ? kase.hallId : kase.departmentId) ??
          '',
        sponsor,
        link: `${publicUrl}/verify/${code}`
      }
      const input = { title: `${title} ${no}`, sheet, at: now() }
      return sendPdf(reply, `${title}${no}`, await inChild('document', DOCUMENT, input))
    }
  })

  app.route({
    ...on('GET /cases/:id/forms/:index'),
    handler: async ({ actor, params }, reply) => {
      const kase = await commands.load(actor, params.id)
      const { item } = await commands.deciding(kase)
      const [held, material] = [
        kase.state.papers.find(({ index }) => index === params.index),
        item.materials[params.index]
      ]
      if (!held || !material?.fields || !isInsider(kase, actor)) throw new AppError('not_found')
      const filled = held.form ? entriesOf(sealer.open(actor.tenantId, held.form)) : []
      const input: FormInput = { material, title: kase.itemName, filled, at: now() }
      return sendPdf(reply, material.name, await inChild('document', FORM, input))
    }
  })

  app.route({
    ...on('GET /papers/:code'),
    handler: async ({ tenantId, params }) => {
      const [found, { sponsor }] = await Promise.all([
        documentByCode(db, tenantId, keptCode(params.code)),
        getTenant(db, tenantId)
      ])
      const { document, no, name, status } = found
      return {
        ...documentTitle(document),
        applicationNo: no ?? '',
        item: document.data.rows.find(([, , key]) => key === 'item')?.[1] ?? '',
        name: maskName(name),
        issuedAt: document.issuedAt.toISOString(),
        status: STATUS[status],
        sponsor
      }
    }
  })
}
