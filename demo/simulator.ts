import { questions } from 'bff/assistant/questions/questions.table.ts'
import type { Deps } from 'bff/kernel/lib/deps.ts'
import { dueAt } from 'bff/kernel/lib/worktime.ts'
import { newClaims } from 'bff/platform/session/claims.rules.ts'
import { sweep } from 'bff/platform/timers/timers.jobs.ts'
import { listDue } from 'bff/platform/timers/timers.repo.ts'
import { timerHandlers } from 'bff/timer-handlers.ts'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'

type Reply<T> = { status: number; body: T }
type Task = { at: Date; run: () => Promise<void> }

/**
 * The past, played through the real service: people call its endpoints, the clock fires its timers, time only
 * goes on.
 */
export function createSimulator(app: FastifyInstance, deps: Deps, clock: { now: Date }, tenantId: string) {
  const tasks: Task[] = []
  const handlers = timerHandlers(deps)
  const log = { error: (details: object, message: string) => console.error(message, details) }

  async function runTimersUntil(at: Date) {
    for (;;) {
      const [timer] = await listDue(deps.db, at, 1)
      if (!timer) return
      clock.now = timer.dueAt > clock.now ? timer.dueAt : clock.now
      await sweep(deps.db, handlers, clock.now, log)
    }
  }

  return {
    /** Calls an endpoint as a person, at the simulated time. */
    async call<T = Record<string, unknown>>(
      accountId: string,
      line: string,
      body?: object,
      postId?: string
    ): Promise<Reply<T>> {
      const [method, path] = line.split(' ') as ['GET' | 'POST', string]
      const token = app.jwt.sign(newClaims(accountId, tenantId, clock.now))
      const headers = { authorization: `Bearer ${token}`, ...(postId && { 'x-post': postId }) }
      const reply = await app.inject({
        method,
        url: `/api/${tenantId}${path}`,
        headers,
        ...(body && { payload: body })
      })
      return { status: reply.statusCode, body: reply.json() as T }
    },
    /** Whose a question is and what is proposed for it, as it is kept: no screen of theirs is drawn for that. */
    async kept(id: string) {
      const { leadPostId, proposal } = questions
      const [row] = await deps.db
        .select({ leadPostId, proposal })
        .from(questions)
        .where(and(eq(questions.tenantId, tenantId), eq(questions.id, id)))
      return row!
    },
    /** Plans something for so many working minutes after the present simulated moment. */
    async after(workingMinutes: number, run: () => Promise<void>) {
      const calendar = await deps.calendarOf(tenantId)
      const at = dueAt(calendar, {
        start: clock.now,
        limit: { amount: Math.max(1, Math.round(workingMinutes)), unit: 'wm' }
      })
      tasks.push({ at, run })
    },
    at: (at: Date, run: () => Promise<void>) => void tasks.push({ at, run }),
    /** Plays everything planned before `until`, in order. */
    async play(until: Date) {
      for (;;) {
        tasks.sort((a, b) => b.at.getTime() - a.at.getTime())
        const next = tasks.at(-1)
        if (!next || next.at > until) break
        tasks.pop()
        await runTimersUntil(next.at)
        clock.now = next.at
        await next.run()
      }
      await runTimersUntil(until)
      clock.now = until
    }
  }
}
export type Simulator = ReturnType<typeof createSimulator>
