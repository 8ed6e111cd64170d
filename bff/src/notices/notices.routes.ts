import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { on } from '../lib/contract.ts'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { questionNo } from '../questions/messages.rules.ts'
import { canRead } from '../questions/moves.rules.ts'
import { factsOf } from '../questions/present.ts'
import { eventsReader, questionReader } from '../questions/questions.repo.ts'
import { getNotice, noticeNo } from './notices.repo.ts'

const RESULT = {
  answered: '已答复',
  closed: '已办结',
  withdrawn: '提问人撤回',
  refused: '不予受理'
} as Record<string, string>

export const noticeRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db }) => {
  const read = questionReader(db)
  const eventsOf = eventsReader(db)

  app.route({
    ...on('GET /notices/:id'),
    handler: async ({ actor, params }) => {
      const notice = await getNotice(db, actor.tenantId, params.id)
      const view = await read(actor.tenantId, notice.questionId)
      const { question } = view
      if (!canRead(question, factsOf(view), actor)) throw new AppError('not_found')
      const events = await eventsOf(actor.tenantId, question.id)
      return {
        id: notice.id,
        no: noticeNo(notice),
        questionId: question.id,
        questionNo: questionNo(question),
        versions: notice.versions.map(({ tenantId: _, noticeId: __, issuedAt, dueAt, ...version }) => ({
          ...version,
          issuedAt: issuedAt.toISOString(),
          dueAt: dueAt.toISOString()
        })),
        endorsements: events
          .filter(({ action }) => action === 'endorse')
          .map(({ note, who, at }) => ({ text: note ?? '', who, at: at.toISOString() })),
        servedAt: notice.issuedAt.toISOString(),
        acknowledgedAt: question.acknowledgedAt?.toISOString() ?? null,
        reply: question.reply,
        repliedAt: question.answeredAt?.toISOString() ?? null,
        result: RESULT[question.status] ?? '办理中'
      }
    }
  })
}
