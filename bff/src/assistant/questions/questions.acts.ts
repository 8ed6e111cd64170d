import type { QuestionCommand } from 'shared/commands.ts'
import type { Question } from 'shared/questions.ts'
import { beijingDay } from 'shared/rules/beijing.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { writeAudit } from '../../platform/audit/audit.repo.ts'
import { filesOf } from '../../platform/files/files.repo.ts'
import { attachment, fileLinks } from '../../platform/files/links.present.ts'
import { presentPost } from '../../platform/officials/absences.repo.ts'
import { endorsementOf } from '../../platform/officials/endorsements.repo.ts'
import { namedPost, namedTopic, postsByIds, publicPhones } from '../../platform/officials/officials.repo.ts'
import { listForums } from '../forums/forums.repo.ts'
import { listTemplates } from '../replies/templates.repo.ts'
import { sealedReadAuditor } from '../sealed/looks.repo.ts'
import { opened } from '../sealed/texts.rules.ts'
import { decide } from './decide.rules.ts'
import type { Named } from './deciding.rules.ts'
import { shownMeetings } from './meetings.present.ts'
import { mergedReader } from './merged.repo.ts'
import { canRead } from './moves.rules.ts'
import { proposalToday } from './propose.repo.ts'
import { factsOf, mayRing, presentQuestion } from './questions.present.ts'
import { eventsReader, findQuestion, hasEvent, type QuestionView, questionReader } from './questions.repo.ts'
import type { QuestionRow } from './questions.table.ts'
import { saveOutcome } from './save.repo.ts'

const ANSWERS: ReadonlySet<QuestionCommand['action']> = new Set(['reply', 'answerOnSpot'])

/** Reading a question and acting on it: load and authorise in one step, decide, save, present. */
export function createQuestionCommands(deps: Deps) {
  const linkTo = fileLinks(deps)
  const { db, now, newId, calendarOf, sealer, identitySealer } = deps
  const read = questionReader(db)
  const eventsOf = eventsReader(db)
  const mergedOf = mergedReader(db, read)
  const auditSealedRead = sealedReadAuditor(deps)

  /** 404 for whoever may not see it: its existence is not theirs to know. */
  async function load(id: string, actor: Actor): Promise<QuestionView> {
    const view = await read(actor.tenantId, id)
    if (!canRead(view.question, factsOf(view), actor)) throw new AppError('not_found')
    await auditSealedRead(view.question, actor)
    return view
  }

  const show = async (id: string, actor: Actor): Promise<Question> => present(await load(id, actor), actor)

  /** Also what a doer gets back who by their own act may no longer see it: their command did succeed. */
  async function present(view: QuestionView, actor: Actor): Promise<Question> {
    const { id } = view.question
    const { question } = view
    const { tenantId } = question
    const [events, files, calendar, merged, assisting, meetings] = await Promise.all([
      eventsOf(tenantId, id),
      filesOf(db, tenantId, id),
      calendarOf(tenantId),
      mergedOf(view, actor),
      actor.post ? postsByIds(db, tenantId, question.assistPostIds) : [],
      shownMeetings(db, question, linkTo)
    ])
    const phone = view.asker.phoneSealed && sealer.open(actor.tenantId, view.asker.phoneSealed)
    if (phone && mayRing(question, actor, factsOf(view)) && question.askerId !== actor.accountId)
      await writeAudit(db, {
        id: newId(),
        tenantId,
        at: now(),
        actorId: actor.accountId,
        act: 'phone.look',
        subject: id
      })
    const proposal =
      actor.post && question.status === 'received' ? await proposalToday(db, question, now()) : null
    return presentQuestion(
      { ...view, question: opened(identitySealer, question) },
      {
        calendar,
        now: now(),
        actor,
        events,
        phone,
        files: new Map(files.map((file) => [file.id, attachment(linkTo, tenantId, file)])),
        proposal,
        merged,
        assisting,
        meetings
      }
    )
  }

  /** A post of the same place, or who stands in for it today; of a sealed matter the very post. */
  async function givenTo(postId: string, { tenantId, townshipId, confidential }: QuestionRow) {
    const post = await namedPost(db, tenantId, postId, townshipId)
    if (!post || confidential) return post
    const there = await presentPost(db, tenantId, postId, beijingDay(now()))
    return there && there.id !== post.id ? { ...there, for: post } : post
  }

  /** What the command names; another county's or township's post is simply not found. */
  async function namedBy(
    command: QuestionCommand,
    { question, deputy, asker }: QuestionView
  ): Promise<Named> {
    const { tenantId } = question
    const forums = command.action === 'decidePending' ? await listForums(db, tenantId) : []
    // What a leader agrees to is the plan that was reported up to them.
    const plan = command.action === 'decidePending' ? question.pending?.plan : undefined
    const named = { ...plan, ...command }
    if (command.action === 'dispatch')
      for (const id of command.assistPostIds)
        if (!(await namedPost(db, tenantId, id, question.townshipId)))
          throw new AppError('invalid_input', 'assistPostIds')
    // Whoever settles whose it is settles it under the topic it has.
    const topicId =
      'topicId' in named ? named.topicId : command.action === 'arbitrate' ? question.topicId : undefined
    const answers = ANSWERS.has(command.action)
    const mainId = 'intoId' in command ? command.intoId : question.mergedInto
    const [templates, openPhones, topic, post, main, byKind] = await Promise.all([
      answers ? listTemplates(db, tenantId) : [],
      answers ? publicPhones(db, tenantId) : [],
      topicId ? namedTopic(db, tenantId, topicId) : undefined,
      'postId' in named ? givenTo(named.postId!, question) : undefined,
      mainId ? findQuestion(db, tenantId, mainId) : undefined,
      'topicId' in named ? endorsementOf(db, tenantId, question.kind) : undefined
    ])
    return {
      forums,
      templates: templates.map(({ text }) => text),
      openPhones,
      ...(question.hasMerged && { sharedName: asker.name ?? '' }),
      ...(topic && { topic }),
      ...(byKind && { endorsement: topic?.endorsement ?? byKind }),
      ...(post && { post }),
      ...(main && { main }),
      ...(deputy?.id && { deputy: { id: deputy.id, name: deputy.name ?? '', title: deputy.title ?? '' } })
    }
  }

  async function run(id: string, command: QuestionCommand, actor: Actor): Promise<Question> {
    const done = await result(id, command, actor)
    if (done) return done
    const view = await load(id, actor)
    const { question } = view
    const [named, calendar] = await Promise.all([namedBy(command, view), calendarOf(actor.tenantId)])
    const at = now()
    const told = opened(identitySealer, question)
    const deciding = { question: told, facts: factsOf(view), named, calendar, now: at }
    const outcome = decide(command, deciding, actor)
    const asOfficial = actor.post && question.askerId !== actor.accountId
    const who = asOfficial ? `${actor.post.title} ${actor.post.name}` : '提问人'
    const doer = { accountId: actor.accountId, who, eventId: command.key }
    await db.transaction((tx) => saveOutcome(tx, question, outcome, doer, { calendar, now: at, newId }))
    return present(await read(actor.tenantId, id), actor)
  }

  /** What this very command of this person left behind, if it was carried out already. */
  async function result(id: string, command: QuestionCommand, actor: Actor): Promise<Question | undefined> {
    const { tenantId, accountId } = actor
    if (!(await hasEvent(db, { tenantId, id }, command, accountId))) return undefined
    const view = await read(tenantId, id)
    // A sealed matter is shown again only to who may still know of it.
    return present(view.question.confidential ? await load(id, actor) : view, actor)
  }

  /**
   * A command that lost a race is looked at once more: if it was its own second tap, the first one's result
   * is the answer.
   */
  async function runIdempotent(id: string, command: QuestionCommand, actor: Actor): Promise<Question> {
    try {
      return await run(id, command, actor)
    } catch (error) {
      const lost = error instanceof AppError && error.code === 'question_moved_on'
      const done = lost ? await result(id, command, actor) : undefined
      if (done) return done
      throw error
    }
  }
  return { show, runIdempotent }
}

/** What the slices of questions are given: the outside world and the commands, built once. */
export type QuestionDeps = Deps & Readonly<{ commands: ReturnType<typeof createQuestionCommands> }>
