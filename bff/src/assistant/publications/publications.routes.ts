import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Publication, Span } from 'shared/publications.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { audited } from '../../platform/audit/audit.repo.ts'
import { namedPost, publicPhones } from '../../platform/officials/officials.repo.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { questionReader } from '../questions/questions.repo.ts'
import type { QuestionRow } from '../questions/questions.table.ts'
import {
  changePublication,
  findByQuestion,
  getPublication,
  listPublications,
  type PublicationView,
  saveConsent
} from './publications.repo.ts'
import { decidePublication, maySeePublication, publicationActions, REVIEWERS } from './publications.rules.ts'
import { inSight, possibly, proposeSpans, redacted } from './redaction.rules.ts'

const TITLE = 24

/** A first title: the question's first sentence as a reader would see it, as far as it fits. */
function firstTitle(text: string, spans: readonly Span[]): string {
  const shown = redacted(text, spans)
  const sentence = [...(shown.split(/[。！？!?\n]/)[0] ?? shown)]
  const fits = sentence.slice(0, TITLE).join('')
  // Too long: it ends where a clause does, when one ends early enough.
  const clause = /^.{6,}(?=[，,、；;])/.exec(fits)?.[0]
  const title = sentence.length > TITLE && clause ? clause : fits
  return title.length < 4 ? `${title}（群众提问）` : title
}

export const publicationRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)
  const read = questionReader(db)

  const knownOf = async (
    { tenantId, onBehalfOf, mergedInto }: Pick<QuestionRow, 'tenantId' | 'onBehalfOf' | 'mergedInto'>,
    asker: string | null
  ) => {
    // The answer may have been written to somebody else, whose matter this one was merged into.
    const main = mergedInto ? (await read(tenantId, mergedInto)).asker.name : null
    const names = [asker, onBehalfOf?.name, main].filter((name) => typeof name === 'string')
    return { names, open: await publicPhones(db, tenantId) }
  }

  const line = ({ publication, question, village, topic }: PublicationView) => ({
    id: publication.id,
    questionNo: questionNo(question),
    title: publication.draftTitle,
    state: publication.state,
    village,
    topic
  })

  async function present(view: PublicationView, actor: Actor): Promise<Publication> {
    const { publication, question, asker } = view
    const known = await knownOf(question, asker)
    const { originalQuestion, originalAnswer, questionSpans, answerSpans } = publication
    return {
      ...line(view),
      version: publication.version,
      questionId: question.id,
      question: originalQuestion,
      answer: originalAnswer,
      questionSpans,
      answerSpans,
      inSight: [
        ...inSight(originalQuestion, questionSpans, known),
        ...inSight(originalAnswer, answerSpans, known),
        ...inSight(publication.draftTitle, [], known)
      ],
      possible: [
        ...possibly(originalQuestion, questionSpans, known),
        ...possibly(originalAnswer, answerSpans, known),
        ...possibly(publication.draftTitle, [], known)
      ],
      note: publication.note,
      draftedBy: publication.draftedByName,
      reason: publication.reason,
      actions: publicationActions({ publication, leadPostId: question.leadPostId }, actor)
    }
  }

  async function load(actor: Actor, id: string): Promise<PublicationView> {
    const view = await getPublication(db, actor.tenantId, id)
    const matter = { publication: view.publication, leadPostId: view.question.leadPostId }
    if (!maySeePublication(matter, actor)) throw new AppError('not_found')
    return view
  }

  app.route({
    ...on('POST /questions/:id/publication'),
    handler: async ({ actor, params, body }) => {
      const { tenantId } = actor
      const { question, asker } = await read(tenantId, params.id)
      if (question.askerId !== actor.accountId || question.confidential) throw new AppError('not_found')
      const before = await findByQuestion(db, tenantId, question.id)
      if (!body.agree) {
        if (before?.consentedAt)
          await change(actor, 'publication.revoke', before.id, (tx) =>
            changePublication(
              tx,
              before,
              { state: 'withdrawn', consentedAt: null, reason: '提问人不再同意公开' },
              undefined,
              now()
            )
          )
        return {}
      }
      if (!question.reply || !question.answeredAt) throw new AppError('question_moved_on')
      const known = await knownOf(question, asker.name)
      const questionSpans = proposeSpans(question.body, known)
      const draft = {
        draftTitle: firstTitle(question.body, questionSpans),
        questionSpans,
        answerSpans: proposeSpans(question.reply, known)
      }
      const id = newId()
      await change(actor, 'publication.consent', question.id, (tx) =>
        saveConsent(tx, question, draft, id, now())
      )
      return {}
    }
  })

  app.route({
    ...on('GET /publications'),
    handler: async ({ actor, query }) => {
      const post = actor.post!
      const reviews = REVIEWERS.includes(post.role)
      const scope = { townshipId: reviews ? post.townshipId : undefined, postIds: actor.answersFor }
      const rows = await listPublications(db, actor.tenantId, scope, query.state, query.cursor)
      return pageOf(rows, line, ({ publication }) => publication.id)
    }
  })

  app.route({
    ...on('GET /publications/:id'),
    handler: async ({ actor, params }) => present(await load(actor, params.id), actor)
  })

  app.route({
    ...on('POST /publications/:id/commands'),
    handler: async ({ actor, params, body }) => {
      const { publication, question } = await load(actor, params.id)
      // The answer was given anew since: what the asker agreed to is not what would be shown.
      const stale = publication.state === 'review' && question.reply !== publication.originalAnswer
      if (body.action === 'approve' && stale) throw new AppError('record_changed')
      const matter = { publication, leadPostId: question.leadPostId }
      const by = question.leadPostId ? await namedPost(db, actor.tenantId, question.leadPostId) : undefined
      const decided = decidePublication(body, matter, actor, now(), by ? `${by.title} ${by.name}` : '')
      await change(actor, `publication.${body.action}`, publication.id, (tx) =>
        changePublication(tx, publication, decided.change, decided.told, now())
      )
      return present(await getPublication(db, actor.tenantId, params.id), actor)
    }
  })
}
