import type { Sql } from 'postgres'
import type { Db } from '../../kernel/lib/deps.ts'
import { messagesAfter, PAGE, readsOf } from './dialogue.repo.ts'
import type { DialogueRow, ReadRow } from './dialogue.table.ts'

const RETRY_MS = 2000
const LOOK_MS = 15_000 // a line that no longer hears of what is new finds it all the same

/** What one listener gets: new messages in order, and how far everybody has read. */
export type Send = (rows: readonly DialogueRow[], reads: readonly ReadRow[]) => Promise<void>
type Listener = { last: number; send: Send }
type Room = { listeners: Set<Listener>; running: Promise<void>; again: boolean }
type Log = { error: (details: object, message: string) => void }

/**
 * The live lines of this process. The database is the truth: a notification only says “look again”, and every
 * listener gets what comes after its own last number, so that nothing is lost over a broken line and nothing
 * comes twice.
 */
export function createLive(db: Db, log: Log) {
  const { $client } = db as Db & { $client: Sql }
  const rooms = new Map<string, Room>()
  let heard: ReturnType<Sql['listen']> | undefined

  async function bring(place: { tenantId: string; caseId: string }, listeners: readonly Listener[]) {
    const from = Math.min(...listeners.map(({ last }) => last))
    const [rows, reads] = await Promise.all([messagesAfter(db, place, from), readsOf(db, place)])
    const page = rows.slice(0, PAGE)
    for (const listener of listeners) {
      const fresh = page.filter(({ seq }) => seq > listener.last)
      await listener.send(fresh, reads)
      listener.last = fresh.at(-1)?.seq ?? listener.last
    }
    return rows.length > PAGE
  }

  /** One look at a time in a room; what is heard meanwhile is looked at right after. */
  function look(name: string): void {
    const room = rooms.get(name)
    if (!room) return
    room.again = true
    room.running = room.running.then(async () => {
      while (room.again && room.listeners.size) {
        room.again = false
        const [tenantId, caseId] = name.split('/') as [string, string]
        room.again ||= await bring({ tenantId, caseId }, [...room.listeners]).catch((err: unknown) => {
          log.error({ err }, 'a live line could not be served')
          setTimeout(() => look(name), RETRY_MS).unref()
          return false
        })
      }
    })
  }

  const looking = setInterval(() => {
    for (const name of rooms.keys()) look(name)
  }, LOOK_MS).unref()

  return {
    /**
     * Joins the line of a case from after a number on; what was said meanwhile comes first. Returns how to
     * leave.
     */
    async join(place: { tenantId: string; caseId: string }, last: number, send: Send): Promise<() => void> {
      // A lost connection listens again by itself; what was said meanwhile is looked for then.
      heard ??= $client
        .listen('dialogue', look, () => {
          for (const name of rooms.keys()) look(name)
        })
        .catch((error: unknown) => {
          heard = undefined
          throw error
        })
      const name = `${place.tenantId}/${place.caseId}`
      const room = rooms.get(name) ?? { listeners: new Set(), running: Promise.resolve(), again: false }
      rooms.set(name, room)
      const listener = { last, send }
      room.listeners.add(listener)
      const leave = () => {
        room.listeners.delete(listener)
        if (room.listeners.size === 0) rooms.delete(name)
      }
      try {
        await heard
      } catch (error) {
        leave()
        throw error
      }
      look(name)
      return leave
    },
    async stop(): Promise<void> {
      clearInterval(looking)
      await (await heard)?.unlisten()
    }
  }
}
