import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { AnswerLine } from 'shared/publications.ts'
import { on } from '../../kernel/lib/contract.ts'
import type { Deps } from '../../kernel/lib/deps.ts'
import { pageOf } from '../../kernel/lib/paging.ts'
import { answersById, follow, getAnswer, isFollowing, listAnswers } from './answers.repo.ts'
import { similarAnswers } from './similar.repo.ts'

const SHORT = 80

type Row = Omit<AnswerLine, 'publishedAt'> & { publishedAt: Date }
const present = ({
  id,
  title,
  question,
  beginning,
  topic,
  village,
  publishedAt,
  followers
}: Row): AnswerLine => ({
  id,
  title,
  question: [...question].length > SHORT ? `${[...question].slice(0, SHORT).join('')}…` : question,
  beginning,
  topic,
  village,
  publishedAt: publishedAt.toISOString(),
  followers
})

/** What anybody may read without signing in. */
export const answerRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now }) => {
  app.route({
    ...on('GET /answers'),
    handler: async ({ tenantId, query: { cursor, ...filter } }) =>
      pageOf(
        await listAnswers(db, tenantId, filter, cursor),
        present,
        ({ publishedAt, id }) => `${publishedAt.toISOString()}~${id}`
      )
  })

  app.route({
    ...on('POST /answers/similar'),
    handler: async ({ tenantId, body }) => {
      const rows = await answersById(db, tenantId, await similarAnswers(db, tenantId, body.q))
      return { items: rows.map(present) }
    }
  })

  app.route({
    ...on('GET /answers/:id'),
    handler: async ({ tenantId, params }) => {
      const row = await getAnswer(db, tenantId, params.id)
      return {
        ...present(row),
        question: row.question,
        answer: row.answer,
        askedAt: row.askedAt.toISOString(),
        answeredAt: (row.answeredAt ?? row.publishedAt).toISOString(),
        answeredBy: row.answeredBy,
        corrections: row.corrections.map(({ at, words }) => ({ at: at.toISOString(), words }))
      }
    }
  })

  app.route({
    ...on('GET /answers/:id/follow'),
    handler: async ({ tenantId, accountId, params }) => {
      await getAnswer(db, tenantId, params.id)
      return { follow: await isFollowing(db, tenantId, params.id, accountId) }
    }
  })

  app.route({
    ...on('POST /answers/:id/follow'),
    handler: async ({ tenantId, accountId, params, body }) => {
      await getAnswer(db, tenantId, params.id)
      await follow(db, tenantId, params.id, accountId, body.follow, now())
      return body
    }
  })
}
