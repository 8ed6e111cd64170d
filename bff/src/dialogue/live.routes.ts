import type { WebSocket } from '@fastify/websocket'
import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../lib/deps.ts'
import { AppError } from '../lib/errors.ts'
import { createLive } from './live.ts'
import { dialoguePresenter } from './present.ts'
import { holderOf } from './ticket.rules.ts'

const BEAT_MS = 25_000
const LIFE_MS = 15 * 60_000 // then who may listen is asked anew
const AGAIN = 4001
const MOST_WAITING = 1024 * 1024 // bytes a slow line may be behind before it is cut
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Line = { Params: { county: string; id: string }; Querystring: { ticket?: string; after?: string } }

/** The live line of a case's dialogue: pushes what is new; words and read marks go in by plain requests. */
export const liveRoutes: FastifyPluginAsync<Deps> = async (app, deps) => {
  const { db, now, signer } = deps
  const live = createLive(db, app.log)
  const present = dialoguePresenter(deps)
  app.addHook('onClose', () => live.stop())

  const callerOf = ({ params, query }: { params: Line['Params']; query: Line['Querystring'] }) => {
    const place = { tenantId: params.county, caseId: params.id }
    return { place, accountId: holderOf(signer, place, query.ticket ?? '', now()) }
  }

  app.route<Line>({
    method: 'GET',
    url: '/cases/:id/dialogue/live',
    config: { by: 'anyone' },
    handlerTimeout: LIFE_MS * 2,
    // Refused before the line is opened.
    preValidation: async (request) => {
      if (!UUID.test(request.params.id) || !callerOf(request).accountId) throw new AppError('not_found')
    },
    handler: () => {
      throw new AppError('invalid_input')
    },
    wsHandler: async (socket, request) => {
      const { place, accountId } = callerOf(request)
      const after = Math.max(0, Math.trunc(Number(request.query.after)) || 0)
      const end = keepAlive(socket)
      const leave = await live
        .join(place, after, async (rows, reads) => {
          if (socket.readyState !== socket.OPEN) return
          if (socket.bufferedAmount > MOST_WAITING) return socket.terminate()
          const shown = await present(place.tenantId, accountId!, rows, reads)
          socket.send(JSON.stringify(shown))
        })
        .catch((err: unknown) => {
          request.log.error({ err }, 'a live line could not be opened')
          socket.close(1013)
          return () => undefined
        })
      const over = () => {
        end()
        leave()
      }
      if (socket.readyState === socket.OPEN) socket.on('close', over)
      else over()
    }
  })
}

/** Cuts a line that no longer answers, and asks the listener to come anew after a while; returns how to stop watching. */
function keepAlive(socket: WebSocket): () => void {
  let heard = true
  socket.on('pong', () => {
    heard = true
  })
  socket.on('error', () => socket.terminate())
  const beat = setInterval(() => {
    if (!heard) return socket.terminate()
    heard = false
    socket.ping()
  }, BEAT_MS)
  const life = setTimeout(() => socket.close(AGAIN), LIFE_MS)
  return () => {
    clearInterval(beat)
    clearTimeout(life)
  }
}
