import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Db, Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { claimFiles } from '../../platform/files/files.repo.ts'
import { namedPost } from '../../platform/officials/officials.repo.ts'
import { setTimer } from '../../platform/timers/timers.repo.ts'
import { toAsker, withNo } from '../questions/messages.rules.ts'
import { findQuestion } from '../questions/questions.repo.ts'
import { saveOutcome } from '../questions/save.repo.ts'
import { decideAtForum } from './decision.rules.ts'
import { listForums } from './forums.repo.ts'
import { changeMeeting, decideItem, type MeetingView, publishAgenda } from './meetings.repo.ts'
import { createSitting } from './sitting.acts.ts'

/** What a meeting leaves behind: its minutes, and what it decided of each matter. */
export const minutesRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf } = deps
  const { load, show } = createSitting(deps)
  const change = audited(deps)

  app.route({
    ...on('POST /meetings/:id/minutes'),
    handler: async ({ actor, params, body }) => {
      const view = await load(actor, params.id)
      const { meeting } = view
      // The same minutes once more: the reply to the first was lost on the way.
      if (meeting.heldAt && meeting.minutes === body.minutes) return show(actor, params.id)
      if (meeting.heldAt) throw new AppError('minutes_kept')
      const { minutes, attendees, fileIds } = body
      const at = now()
      if (!meeting.cancelledAt && beijingDay(at) < beijingDay(meeting.plannedAt))
        throw new AppError('meeting_ahead')
      // It was held when it was to be held, whenever somebody finds the time to write it down.
      const heldAt = meeting.plannedAt < at ? meeting.plannedAt : at
      await change(actor, 'meeting.minutes', meeting.id, async (tx) => {
        await changeMeeting(tx, meeting, { minutes, attendees, heldAt })
        await claimFiles(tx, actor.tenantId, fileIds, actor.accountId, { meetingId: meeting.id })
        await setTimer(tx, { tenantId: actor.tenantId, subject: 'meeting', subjectId: meeting.id }, null)
        if (!view.forum.decides) await makePublic(tx, actor, view, at)
      })
      return show(actor, params.id)
    }
  })

  /** 公开解决: whoever asked reads where it was made public; the minutes tell of others too and stay inside. */
  async function makePublic(tx: Db, actor: Actor, { meeting, forum, place }: MeetingView, at: Date) {
    const { tenantId, accountId, post } = actor
    const words = `已在${place}${forum.name}上公开`
    const published = await publishAgenda(tx, tenantId, meeting.id, words, at)
    const calendar = await calendarOf(tenantId)
    for (const { questionId } of published) {
      const question = await findQuestion(tx, tenantId, questionId)
      if (!question) continue
      const outcome = {
        change: {},
        event: { action: 'forumDecision' as const, words },
        messages: [toAsker('progress', withNo(question, words))]
      }
      const doer = { accountId, who: `${post!.title} ${post!.name}`, eventId: newId() }
      await saveOutcome(tx, question, outcome, doer, { calendar, now: at, newId })
    }
  }

  app.route({
    ...on('POST /meetings/:id/agenda/:itemId'),
    handler: async ({ actor, params, body }) => {
      const { tenantId, accountId, post } = actor
      const { meeting, forum, agenda } = await load(actor, params.id)
      const entry = agenda.find(({ item }) => item.id === params.itemId)
      if (!entry) throw new AppError('not_found')
      if (!meeting.heldAt) throw new AppError('meeting_not_held')
      const [forums, calendar, responsible] = await Promise.all([
        listForums(db, tenantId),
        calendarOf(tenantId),
        body.responsiblePostId
          ? namedPost(db, tenantId, body.responsiblePostId, meeting.townshipId)
          : undefined
      ])
      const at = now()
      const { name, publicity } = forum
      const outcome = decideAtForum(body, {
        question: entry.question,
        calendar,
        now: at,
        forums,
        forum: name,
        publicity,
        responsible
      })
      await db.transaction(async (tx) => {
        await decideItem(tx, tenantId, entry.item.id, {
          outcome: body.outcome,
          decision: body.decision,
          responsiblePostId: responsible?.id ?? null,
          decidedAt: at
        })
        const doer = { accountId, who: `${post!.title} ${post!.name}`, eventId: newId() }
        await saveOutcome(tx, entry.question, outcome, doer, { calendar, now: at, newId })
      })
      return show(actor, params.id)
    }
  })
}
