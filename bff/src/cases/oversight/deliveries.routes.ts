import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Delivery } from 'shared/oversight.ts'
import { on } from '../../kernel/lib/contract.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { instantWords } from '../../kernel/lib/worktime.words.ts'
import type { CaseDeps } from '../core/cases.acts.ts'
import { holds } from '../core/holds.rules.ts'
import { type Told, toldOf } from './deliveries.repo.ts'

const WAYS = { subscribe: '微信订阅消息', sms: '短信', phone: '电话' } as const

/** The proof of who was told what of a case and when: what consent by silence (视为同意) rests on. */
export const deliveryRoutes: FastifyPluginAsyncTypebox<CaseDeps> = async (app, deps) => {
  const { db } = deps
  const { commands } = deps

  app.route({
    ...on('GET /cases/:id/deliveries'),
    handler: async ({ actor, params }) => {
      const kase = await commands.load(actor, params.id)
      // An official's own application is no office of theirs.
      if (holds.applicant(kase, actor)) throw new AppError('not_found')
      return { items: (await toldOf(db, actor.tenantId, kase.id)).map(presentTold) }
    }
  })
}

function presentTold({ id, at, endedAt, channel, state, text, who, unit }: Told): Delivery {
  const ended = endedAt && instantWords(new Date(endedAt))
  const words =
    state === 'pending' ? '等待发送' : channel ? `${ended} ${WAYS[channel]}送达` : `${ended} 已放入站内消息`
  return {
    id,
    at: new Date(at).toISOString(),
    unit,
    who,
    text,
    words: state === 'task' ? `${ended} 转人工电话通知` : words
  }
}
