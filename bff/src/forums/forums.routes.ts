import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Meeting } from 'shared/meetings.ts'
import { writeAudit } from '../audit/audit.repo.ts'
import type { Actor } from '../lib/actor.ts'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { pageOf } from '../lib/paging.ts'
import { limitWords } from '../lib/worktime.words.ts'
import { namedPost } from '../officials/officials.repo.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { saveOutcome } from '../questions/save.repo.ts'
import { decideAtForum } from './decision.rules.ts'
import { listForums } from './forums.repo.ts'
import { changeMeeting, decideItem, getMeeting, listMeetings, type MeetingView } from './meetings.repo.ts'

const presentMeeting = ({ meeting, forum, place, agenda }: MeetingView): Meeting => ({
  id: meeting.id,
  forum: forum.name,
  place,
  plannedAt: meeting.plannedAt.toISOString(),
  heldAt: meeting.heldAt?.toISOString() ?? null,
  minutes: meeting.minutes,
  publicity: forum.publicity,
  agenda: agenda.map(({ item, question, responsible }) => ({
    id: item.id,
    questionId: question.id,
    questionNo: questionNo(question),
    summary: [...question.body].slice(0, 80).join(''),
    dueAt: question.dueAt?.toISOString() ?? null,
    outcome: item.outcome,
    decision: item.decision,
    responsible
  }))
})

const DAY_MS = 86_400_000
const YEAR_MS = 366 * DAY_MS

export const forumRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, newId, calendarOf }) => {
  const load = ({ tenantId, post }: Actor, id: string) => getMeeting(db, tenantId, post!.townshipId, id)
  const audit = ({ tenantId, accountId }: Actor, act: string, subject: string) => ({
    id: newId(),
    tenantId,
    at: now(),
    actorId: accountId,
    act,
    subject
  })

  app.route({
    ...on('GET /forums'),
    handler: async ({ actor }) => ({
      items: (await listForums(db, actor.tenantId)).map(({ id, rank, name, limit, publicity }) => ({
        id,
        rank,
        name,
        limit: limitWords(limit),
        publicity
      }))
    })
  })

  app.route({
    ...on('GET /meetings'),
    handler: async ({ actor, query }) => {
      const rows = await listMeetings(db, actor.tenantId, actor.post!.townshipId, query.cursor)
      return pageOf(
        rows,
        ({ meeting: { id, plannedAt, heldAt }, forum, place, items, open }) => ({
          id,
          forum,
          place,
          items,
          open,
          plannedAt: plannedAt.toISOString(),
          heldAt: heldAt?.toISOString() ?? null
        }),
        ({ meeting }) => `${meeting.heldAt === null}~${meeting.plannedAt.toISOString()}~${meeting.id}`
      )
    }
  })

  app.route({
    ...on('GET /meetings/:id'),
    handler: async ({ actor, params }) => presentMeeting(await load(actor, params.id))
  })

  app.route({
    ...on('POST /meetings/:id/plan'),
    handler: async ({ actor, params, body }) => {
      const { meeting } = await load(actor, params.id)
      const plannedAt = new Date(body.plannedAt)
      const ahead = plannedAt.getTime() - now().getTime()
      if (!(ahead > -DAY_MS && ahead < YEAR_MS)) throw new AppError('invalid_input', 'plannedAt')
      await db.transaction(async (tx) => {
        await changeMeeting(tx, meeting, { plannedAt })
        await writeAudit(tx, audit(actor, 'meeting.plan', meeting.id))
      })
      return presentMeeting(await load(actor, params.id))
    }
  })

  app.route({
    ...on('POST /meetings/:id/minutes'),
    handler: async ({ actor, params, body }) => {
      const view = await load(actor, params.id)
      const { meeting } = view
      // The same minutes once more: the reply to the first was lost on the way.
      if (meeting.heldAt && meeting.minutes === body.minutes) return presentMeeting(view)
      await db.transaction(async (tx) => {
        await changeMeeting(tx, meeting, { minutes: body.minutes, heldAt: now() })
        await writeAudit(tx, audit(actor, 'meeting.minutes', meeting.id))
      })
      return presentMeeting(await load(actor, params.id))
    }
  })

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
      return presentMeeting(await load(actor, params.id))
    }
  })
}
