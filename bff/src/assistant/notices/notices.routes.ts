import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Actor } from '../../kernel/lib/actor.ts'
import { inChild } from '../../kernel/lib/children.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { unprintableIn } from '../../kernel/lib/printable.ts'
import { keptCode } from '../../kernel/lib/printed-codes.rules.ts'
import { sendPdf } from '../../kernel/lib/reply.ts'
import { getTenant } from '../../platform/tenants/tenants.repo.ts'
import { canRead } from '../questions/moves.rules.ts'
import { factsOf } from '../questions/questions.present.ts'
import { eventsReader, questionReader } from '../questions/questions.repo.ts'
import { sealedReadAuditor } from '../sealed/looks.repo.ts'
import { openText } from '../sealed/texts.rules.ts'
import type { PrintedNotice } from './notice.layout.ts'
import { presentNotice } from './notices.present.ts'
import { findVersion, getNotice } from './notices.repo.ts'

const NOTICE = new URL('./notice.child.ts', import.meta.url)
const SEALED = '（内容保密，以纸质件为准）'

export const noticeRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, publicUrl, identitySealer } = deps
  const auditSealedRead = sealedReadAuditor(deps)
  const read = questionReader(db)
  const eventsOf = eventsReader(db)

  async function load({ tenantId, ...who }: Actor, id: string) {
    const notice = await getNotice(db, tenantId, id)
    const view = await read(tenantId, notice.questionId)
    if (!canRead(view.question, factsOf(view), { tenantId, ...who })) throw new AppError('not_found')
    await auditSealedRead(view.question, { tenantId, ...who })
    const shown = presentNotice(notice, view.question, await eventsOf(tenantId, view.question.id))
    const versions = view.question.confidential
      ? shown.versions.map((one) => ({ ...one, content: openText(identitySealer, tenantId, one.content) }))
      : shown.versions
    return { view, notice: { ...shown, versions } }
  }

  app.route({
    ...on('GET /notices/:id'),
    handler: async ({ actor, params }) => {
      const { notice } = await load(actor, params.id)
      const printed = [
        notice.versions.at(-1)?.content,
        notice.reply,
        ...notice.endorsements.map(({ text }) => text)
      ]
      return { ...notice, unprintable: await unprintableIn(printed.join('')) }
    }
  })

  app.route({
    ...on('GET /notices/:id/pdf'),
    handler: async ({ actor, params, query }, reply) => {
      const [{ notice, view }, { name, sponsor }] = await Promise.all([
        load(actor, params.id),
        getTenant(db, actor.tenantId)
      ])
      const current = notice.versions.at(-1)!
      const version = notice.versions.find(
        (candidate) => candidate.version === (query.version ?? current.version)
      )
      if (!version) throw new AppError('not_found')
      const link = `${publicUrl}/verify/${version.code}`
      const printed: PrintedNotice = {
        ...notice,
        county: name,
        sponsor,
        village: view.village,
        version,
        current: current.version,
        link
      }
      const bytes = await inChild<Uint8Array>('document', NOTICE, { notice: printed, at: now() })
      return sendPdf(reply, notice.no, bytes)
    }
  })

  app.route({
    ...on('GET /verify/:code'),
    handler: async ({ tenantId, params }) => {
      const found = await findVersion(db, tenantId, keptCode(params.code))
      const notice = await getNotice(db, tenantId, found.noticeId)
      const [{ question }, { sponsor }] = await Promise.all([
        read(tenantId, notice.questionId),
        getTenant(db, tenantId)
      ])
      const {
        id: _,
        questionId,
        versions,
        ...progress
      } = presentNotice(notice, question, await eventsOf(tenantId, question.id))
      const paper = versions.find(({ version }) => version === found.version)!
      const next = versions.find(({ version }) => version === found.version + 1)
      const closed = question.confidential
      return {
        ...progress,
        ...(closed && { reply: progress.reply && SEALED, endorsements: [] }),
        sponsor,
        paper: closed ? { ...paper, content: SEALED } : paper,
        current: versions.at(-1)!.version,
        supersededAt: next?.issuedAt ?? null,
        supersededBy: next?.change ?? null
      }
    }
  })
}
