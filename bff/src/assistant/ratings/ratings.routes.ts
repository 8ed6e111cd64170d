import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Callback } from 'shared/ratings.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { recordCallback } from './ratings.jobs.ts'
import { type CallbackView, changeCallback, getCallback, listCallbacks } from './ratings.repo.ts'
import { callbackActions, canSeeCallback, decideCallback } from './ratings.rules.ts'

export const ratingRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf, sealer } = deps

  const aboutOf = ({ question, leadUnitId }: Pick<CallbackView, 'question' | 'leadUnitId'>) => ({
    sealed: question.confidential,
    askerId: question.askerId,
    leadUnitId
  })

  const present = (
    { callback, question, asker, rating, handler, leadUnitId }: CallbackView,
    actor: Actor
  ): Callback => ({
    id: callback.id,
    questionId: question.id,
    questionNo: questionNo(question),
    summary: question.confidential ? '（内容保密，点开查看）' : [...question.body].slice(0, 60).join(''),
    handler,
    level: rating.level,
    comment: rating.comment,
    state: callback.state,
    dueAt: callback.dueAt?.toISOString() ?? null,
    overdue:
      callback.dueAt !== null &&
      now() >= callback.openedAt &&
      (callback.escalation > 0 || now() >= callback.dueAt),
    asker: asker.name ?? '未留姓名',
    phone: asker.phoneSealed && sealer.open(actor.tenantId, asker.phoneSealed),
    callNote: callback.callNote,
    rectifyNote: callback.rectifyNote,
    appealNote: callback.appealNote,
    rulingNote: callback.rulingNote,
    actions: callbackActions(callback, actor, aboutOf({ question, leadUnitId }), now())
  })

  app.route({
    ...on('GET /callbacks'),
    handler: async ({ actor, query }) => {
      const rings = actor.post?.role === 'intakeClerk' || actor.post?.role === 'supervisor'
      const rules = actor.post?.role === 'leader'
      const rows = await listCallbacks(db, {
        tenantId: actor.tenantId,
        townshipId: rings || rules ? (actor.post?.townshipId ?? null) : undefined,
        appealedOnly: rules,
        ownPostId: actor.post!.id,
        postIds: actor.answersFor,
        after: query.cursor
      })
      if (rows.length)
        await writeAudit(db, {
          id: newId(),
          tenantId: actor.tenantId,
          at: now(),
          actorId: actor.accountId,
          act: 'phone.look',
          subject: 'callbacks'
        })
      return pageOf(
        rows,
        (row) => present(row, actor),
        ({ callback }) => `${callback.dueAt?.toISOString()}~${callback.id}`
      )
    }
  })

  app.route({
    ...on('POST /callbacks/:id/commands'),
    handler: async ({ actor, params, body }) => {
      const { tenantId } = actor
      const view = await getCallback(db, tenantId, params.id)
      if (!canSeeCallback(view.callback, actor, aboutOf(view))) throw new AppError('not_found')
      const calendar = await calendarOf(tenantId)
      const at = now()
      const { change, step, ...report } = decideCallback(
        body,
        view.callback,
        actor,
        aboutOf(view),
        calendar,
        at
      )
      await db.transaction(async (tx) => {
        await changeCallback(tx, view.callback, change, step)
        const who = `${actor.post?.title} ${actor.post?.name}`
        await recordCallback(tx, view.callback, {
          ...report,
          note: body.note,
          who,
          actorId: actor.accountId,
          at,
          newId
        })
      })
      return present(await getCallback(db, tenantId, params.id), actor)
    }
  })
}
