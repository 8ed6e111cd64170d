import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { KEEPERS, type Meeting } from 'shared/meetings.ts'
import { writeAudit } from '../audit/audit.repo.ts'
import { claimFiles, filesOfMeetings } from '../files/files.repo.ts'
import { fileLinks } from '../files/links.ts'
import type { Actor } from '../lib/actor.ts'
import { on } from '../lib/contract.ts'
import type { Db, Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { pageOf } from '../lib/paging.ts'
import { limitWords } from '../lib/worktime.words.ts'
import { namedPost } from '../officials/officials.repo.ts'
import { asker, questionNo, withNo } from '../questions/messages.rules.ts'
import { findQuestion } from '../questions/questions.repo.ts'
import { saveOutcome } from '../questions/save.repo.ts'
import { setTimer } from '../timers/timers.repo.ts'
import { decideAtForum } from './decision.rules.ts'
import { askWhetherHeld, comingMeeting, listForums } from './forums.repo.ts'
import {
  changeMeeting,
  decideItem,
  getMeeting,
  listMeetings,
  type MeetingScope,
  type MeetingView,
  moveAgenda,
  publishAgenda
} from './meetings.repo.ts'

const presentMeeting = (
  { meeting, forum, place, agenda }: MeetingView,
  files: Meeting['files'],
  { post }: Actor
): Meeting => ({
  id: meeting.id,
  forum: forum.name,
  place,
  plannedAt: meeting.plannedAt.toISOString(),
  heldAt: meeting.heldAt?.toISOString() ?? null,
  minutes: meeting.minutes,
  room: meeting.room,
  attendees: meeting.attendees,
  decides: forum.decides,
  files,
  keeps: meeting.heldAt === null && meeting.cancelledAt === null && KEEPERS.includes(post!.role),
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

/** A village’s or a service area’s secretary sees and keeps the meetings of his own place. */
const scopeOf = ({ post }: Actor): MeetingScope => ({
  townshipId: post!.townshipId,
  ...(/Secretary$/.test(post!.role) && { orgId: post!.unitId })
})

const DAY_MS = 86_400_000
const YEAR_MS = 366 * DAY_MS

export const forumRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId, calendarOf } = deps
  const linkTo = fileLinks(deps)
  const load = (actor: Actor, id: string) => getMeeting(db, actor.tenantId, scopeOf(actor), id)
  async function show(actor: Actor, id: string): Promise<Meeting> {
    const { tenantId } = actor
    const [view, files] = await Promise.all([load(actor, id), filesOfMeetings(db, tenantId, [id])])
    const shown = files.map((file) => ({
      ...{ id: file.id, mime: file.mime, check: file.check },
      ...{ url: linkTo(tenantId, file.id), thumb: linkTo(tenantId, file.id, 'thumb') }
    }))
    return presentMeeting(view, shown, actor)
  }
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
      const rows = await listMeetings(db, actor.tenantId, scopeOf(actor), query.cursor)
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
    handler: ({ actor, params }) => show(actor, params.id)
  })

  app.route({
    ...on('POST /meetings/:id/plan'),
    handler: async ({ actor, params, body }) => {
      const { meeting } = await load(actor, params.id)
      const plannedAt = new Date(body.plannedAt)
      const ahead = plannedAt.getTime() - now().getTime()
      if (!(ahead > -DAY_MS && ahead < YEAR_MS)) throw new AppError('invalid_input', 'plannedAt')
      await db.transaction(async (tx) => {
        await changeMeeting(tx, meeting, { plannedAt, room: body.room })
        await askWhetherHeld(tx, { ...meeting, plannedAt }, await calendarOf(actor.tenantId))
        await writeAudit(tx, audit(actor, 'meeting.plan', meeting.id))
      })
      return show(actor, params.id)
    }
  })

  app.route({
    ...on('POST /meetings/:id/minutes'),
    handler: async ({ actor, params, body }) => {
      const view = await load(actor, params.id)
      const { meeting } = view
      // The same minutes once more: the reply to the first was lost on the way.
      if (meeting.heldAt && meeting.minutes === body.minutes) return show(actor, params.id)
      const { minutes, attendees, fileIds } = body
      const heldAt = now()
      await db.transaction(async (tx) => {
        await changeMeeting(tx, meeting, { minutes, attendees, heldAt })
        await claimFiles(tx, actor.tenantId, fileIds, actor.accountId, { meetingId: meeting.id })
        await setTimer(tx, { tenantId: actor.tenantId, subject: 'meeting', subjectId: meeting.id }, null)
        if (!view.forum.decides) await makePublic(tx, actor, view, minutes, heldAt)
        await writeAudit(tx, audit(actor, 'meeting.minutes', meeting.id))
      })
      return show(actor, params.id)
    }
  })

  /** 公开解决: whoever asked reads where and how it was made public. */
  async function makePublic(
    tx: Db,
    actor: Actor,
    { meeting, forum, place }: MeetingView,
    minutes: string,
    at: Date
  ) {
    const { tenantId, accountId, post } = actor
    const published = await publishAgenda(tx, tenantId, meeting.id, minutes, at)
    const calendar = await calendarOf(tenantId)
    for (const { questionId } of published) {
      const question = await findQuestion(tx, tenantId, questionId)
      if (!question) continue
      const words = `已在${place}${forum.name}上公开`
      const outcome = {
        change: {},
        event: { action: 'forumDecision' as const, words, note: minutes },
        messages: [asker('progress', withNo(question, words))]
      }
      const doer = { accountId, who: `${post!.title} ${post!.name}`, eventId: newId() }
      await saveOutcome(tx, question, outcome, doer, { calendar, now: at, newId })
    }
  }

  app.route({
    ...on('POST /meetings/:id/cancel'),
    handler: async ({ actor, params, body }) => {
      const { tenantId } = actor
      const view = await load(actor, params.id)
      const { meeting, forum } = view
      const calendar = await calendarOf(tenantId)
      const at = now()
      await db.transaction(async (tx) => {
        await changeMeeting(tx, meeting, { cancelledAt: at, cancelReason: body.reason })
        await setTimer(tx, { tenantId, subject: 'meeting', subjectId: meeting.id }, null)
        // What waits for it waits for the next: a matter never falls off with its meeting.
        if (view.agenda.some(({ item }) => item.outcome === null)) {
          const next = await comingMeeting(tx, meeting, forum, { calendar, now: at, newId })
          await moveAgenda(tx, tenantId, meeting.id, next)
        }
        await writeAudit(tx, audit(actor, 'meeting.cancel', meeting.id))
      })
      return {}
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
      return show(actor, params.id)
    }
  })
}
