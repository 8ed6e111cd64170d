import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import type { CaseRow } from '../core/cases.table.ts'
import { dialoguePresenter } from './dialogue.present.ts'
import { addMessage, messagesAfter, noteRead, PAGE, readsOf } from './dialogue.repo.ts'
import { mayListen, mayTalk, toldBy } from './dialogue.rules.ts'
import { tellOthers } from './tell.repo.ts'
import { newTicket } from './tickets.repo.ts'

/**
 * What desk and departments say to one another inside a case: text, pictures, “ring me up”; part of its file.
 */
export const dialogueRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db, now, newId } = deps
  const { commands } = deps
  const present = dialoguePresenter(deps)
  const change = audited(deps)

  /** The case, if this person may be part of its dialogue. */
  async function load(actor: Actor, id: string, may: typeof mayTalk): Promise<CaseRow> {
    const kase = await commands.load(actor, id)
    if (!may(kase, actor)) throw new AppError('not_found')
    return kase
  }
  const nameOf = ({ post }: Actor) => ({ unit: post!.unit, who: `${post!.title} ${post!.name}` })

  app.route({
    ...on('GET /cases/:id/dialogue'),
    handler: async ({ actor, params, query }) => {
      const kase = await load(actor, params.id, mayListen)
      const place = { tenantId: actor.tenantId, caseId: kase.id }
      const [rows, reads] = await Promise.all([
        messagesAfter(db, place, query.after ?? 0),
        readsOf(db, place)
      ])
      const shown = await present(actor.tenantId, actor.accountId, rows.slice(0, PAGE), reads)
      const mayWrite = mayTalk(kase, actor) && kase.closedAt === null
      return { ...shown, more: rows.length > PAGE, mayWrite }
    }
  })

  app.route({
    ...on('POST /cases/:id/dialogue'),
    handler: async ({ actor, params, body }) => {
      const kase = await load(actor, params.id, mayTalk)
      const { key, kind, text, fileIds } = body
      const words = text.trim()
      if (kind === 'text' && words === '' && fileIds.length === 0) throw new AppError('invalid_input', 'text')
      const { tenantId, accountId, post } = actor
      const { posts } = await commands.countyOf(tenantId)
      const row = {
        tenantId,
        caseId: kase.id,
        id: key,
        at: now(),
        authorId: accountId,
        ...nameOf(actor),
        kind,
        text: words,
        fileIds,
        phone: kind === 'callMe' ? (posts.get(post!.id)?.phone ?? null) : null
      }
      const said = await change(actor, 'dialogue.say', kase.id, async (tx) => {
        const { row: written, fresh } = await addMessage(tx, row)
        if (fresh)
          await tellOthers(
            tx,
            kase,
            toldBy(kase, actor),
            { authorId: accountId, text: preview(written) },
            { now: now(), newId }
          )
        return written
      })
      return (await present(tenantId, accountId, [said], [])).items[0]!
    }
  })

  app.route({
    ...on('POST /cases/:id/dialogue/read'),
    handler: async ({ actor, params, body }) => {
      const kase = await load(actor, params.id, mayTalk)
      const { tenantId, accountId } = actor
      const mark = { tenantId, caseId: kase.id, accountId, ...nameOf(actor), seq: body.seq }
      await db.transaction((tx) => noteRead(tx, mark))
      return {}
    }
  })

  app.route({
    ...on('POST /cases/:id/dialogue/ticket'),
    handler: async ({ actor, params }) => {
      const { id } = await load(actor, params.id, mayListen)
      const { tenantId, accountId } = actor
      const whose = { tenantId, caseId: id, accountId, postId: actor.post!.id, issuedAt: now() }
      return { ticket: await newTicket(db, whose) }
    }
  })
}

const SHOWN = 30
/** What a message says of it. */
const preview = ({
  kind,
  unit,
  text,
  fileIds
}: {
  kind: string
  unit: string
  text: string
  fileIds: string[]
}) => {
  if (kind === 'callMe') return `${unit}请您回电话`
  const words = text || `${fileIds.length}张照片`
  return `${unit}：${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}`
}
