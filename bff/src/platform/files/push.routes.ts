import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../../kernel/lib/deps.ts'
import { isHandshake, openPush, type PushSettings } from '../../kernel/vendors/wechat.push.ts'
import { setVerdict } from './files.repo.ts'

type Query = Record<'signature' | 'timestamp' | 'nonce' | 'echostr' | 'msg_signature', string>
type Event = {
  Event?: string
  trace_id?: string
  errcode?: number
  result?: { suggest: 'pass' | 'review' | 'risky' }
}

/** WeChat's message push of one county's mini-program: the handshake, and the verdicts on pictures. */
export const pushRoutes: FastifyPluginAsync<
  Deps & { pushOf: (tenantId: string) => PushSettings | undefined }
> = async (app, { db, now, pushOf }) => {
  app.get<{ Params: { county: string }; Querystring: Query }>(
    '/:county',
    async ({ params, query }, reply) => {
      const settings = pushOf(params.county)
      if (
        !settings ||
        !isHandshake(settings, query.signature ?? '', query.timestamp ?? '', query.nonce ?? '')
      )
        return reply.code(404).send('')
      return reply.type('text/plain').send(query.echostr)
    }
  )

  app.post<{ Params: { county: string }; Querystring: Query; Body: { Encrypt?: string } }>(
    '/:county',
    async ({ params, query, body }, reply) => {
      const settings = pushOf(params.county)
      const plain =
        settings &&
        openPush(settings, { ...query, msg_signature: query.msg_signature ?? '' }, body.Encrypt ?? '', now())
      if (!plain) return reply.code(404).send('')
      const event = JSON.parse(plain) as Event
      if (event.Event === 'wxa_media_check' && event.trace_id) {
        const verdict = event.errcode === 0 ? (event.result?.suggest ?? 'review') : 'review'
        // The verdict may overtake our note of its trace: WeChat sends again what was not answered with
        // success.
        if (!(await setVerdict(db, params.county, event.trace_id, verdict))) return reply.code(503).send('')
      }
      return reply.type('text/plain').send('success')
    }
  )
}
