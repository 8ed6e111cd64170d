import type { WebSocket } from '@fastify/websocket'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { actorReader } from '../../platform/officials/actor.repo.ts'
import { revocationReader } from '../../platform/session/revocations.repo.ts'
import { caseReader } from '../core/cases.repo.ts'
import { dialoguePresenter } from './dialogue.present.ts'
import { mayListen } from './dialogue.rules.ts'
import type { TicketRow } from './dialogue.table.ts'
import { createLive } from './live.acts.ts'
import { takeTicket } from './tickets.repo.ts'

const BEAT_MS = 5000 // who may listen is asked anew as often
const LIFE_MS = 15 * 60_000
const AGAIN = 4001
const ENDED = 4003
const MOST_LINES = 5 // of one person, on this process
const MOST_WAITING = 1024 * 1024 // bytes a slow line may be behind before it is cut
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A mini-program's socket names its platform, or nothing. */
const WEAPP = 'https://servicewechat.com'
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/

type Line = { Params: { county: string; id: string }; Querystring: { ticket?: string; after?: string } }

/** The live line of a case's dialogue: pushes what is new; words and read marks go in by plain requests. */
export const liveRoutes: FastifyPluginAsync<Deps> = async (app, deps) => {
  const { db, now, publicUrl } = deps
  const live = createLive(db, app.log)
  const present = dialoguePresenter(deps)
  const actorOf = actorReader(db)
  const readCase = caseReader(db)
  const isRevoked = revocationReader(db, now)
  const origins = new Set([new URL(publicUrl).origin, WEAPP])
  /** Our own pages and the mini-program; on a machine of its own, whatever runs beside the service. */
  const mayCome = (origin: string) =>
    origins.has(origin) || (LOOPBACK.test(new URL(publicUrl).origin) && LOOPBACK.test(origin))
  const tickets = new WeakMap<FastifyRequest, TicketRow>()
  const lines = new Map<string, number>()
  function count(accountId: string, by: number): void {
    const open = (lines.get(accountId) ?? 0) + by
    if (open > 0) lines.set(accountId, open)
    else lines.delete(accountId)
  }
  app.addHook('onClose', () => live.stop())

  /** May the holder of this line still listen: signed in, in the same post, with a right to this case? */
  async function stillMay({ tenantId, accountId, postId, caseId, issuedAt }: TicketRow): Promise<boolean> {
    if (await isRevoked(tenantId, accountId, issuedAt.getTime())) return false
    const [actor, row] = await Promise.all([
      actorOf(tenantId, accountId, postId, now()),
      readCase(tenantId, caseId)
    ])
    return actor.post?.id === postId && row !== undefined && mayListen(row.kase, actor)
  }

  app.route<Line>({
    method: 'GET',
    url: '/cases/:id/dialogue/live',
    config: { by: 'anyone' },
    handlerTimeout: LIFE_MS * 2,
    // Refused before the line is opened.
    preValidation: async (request) => {
      const { params, query, headers } = request
      if (headers.origin && !mayCome(headers.origin)) throw new AppError('not_found')
      const ticket =
        UUID.test(params.id) && (await takeTicket(db, params.county, params.id, query.ticket ?? '', now()))
      if (!ticket || !(await stillMay(ticket))) throw new AppError('not_found')
      if ((lines.get(ticket.accountId) ?? 0) >= MOST_LINES) throw new AppError('too_many_requests')
      tickets.set(request, ticket)
    },
    handler: () => {
      throw new AppError('invalid_input')
    },
    wsHandler: async (socket, request) => {
      const ticket = tickets.get(request)!
      const { tenantId, caseId, accountId } = ticket
      count(accountId, 1)
      // Several that were opened at once may all have passed the look before.
      if (lines.get(accountId)! > MOST_LINES) {
        count(accountId, -1)
        return socket.close(ENDED)
      }
      const after = Math.max(0, Math.trunc(Number(request.query.after)) || 0)
      const mayStay = async () => {
        const may = await stillMay(ticket)
        if (!may) socket.close(ENDED)
        return may
      }
      const end = keepAlive(socket, mayStay)
      const leave = await live
        .join({ tenantId, caseId }, after, async (rows, reads) => {
          if (socket.readyState !== socket.OPEN || !(await mayStay())) return
          if (socket.bufferedAmount > MOST_WAITING) return socket.terminate()
          const shown = await present(tenantId, accountId, rows, reads)
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
        count(accountId, -1)
      }
      if (socket.readyState === socket.OPEN) socket.on('close', over)
      else over()
    }
  })
}

/**
 * Cuts a line that no longer answers or whose holder may not stay, and asks the listener to come anew after a
 * while; returns how to stop watching.
 */
function keepAlive(socket: WebSocket, mayStay: () => Promise<boolean>): () => void {
  let heard = true
  socket.on('pong', () => {
    heard = true
  })
  socket.on('error', () => socket.terminate())
  const beat = setInterval(() => {
    if (!heard) return socket.terminate()
    heard = false
    socket.ping()
    // A database that is away tells nothing of who may stay.
    mayStay().catch(() => undefined)
  }, BEAT_MS)
  const life = setTimeout(() => socket.close(AGAIN), LIFE_MS)
  return () => {
    clearInterval(beat)
    clearTimeout(life)
  }
}
