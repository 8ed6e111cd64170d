import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Counter } from 'shared/hall.ts'
import { beijingDay, startOfDay } from 'shared/rules/beijing.ts'
import {
  addClosure,
  addCounter,
  type CounterView,
  changeCounter,
  endClosure,
  getCounter,
  getWindow,
  listCounters,
  listHalls,
  saveWindow
} from '../catalogue/counters/counters.repo.ts'
import { hallScope } from '../catalogue/counters/scope.repo.ts'
import type { Actor } from '../kernel/lib/actor.ts'
import { on } from '../kernel/lib/contract.ts'
import type { Deps } from '../kernel/lib/deps.ts'
import { AppError } from '../kernel/lib/errors.ts'
import { audited } from '../platform/audit/audit.repo.ts'
import { syncCounter } from './booking/booking.jobs.ts'

const present = ({ counter, windows, closures }: CounterView): Counter => {
  const { tenantId: _, orgId: __, ...settings } = counter
  return {
    ...settings,
    windows: windows.map(({ id, no, seatsPerSlot, weekly, active, version }) => ({
      id,
      no,
      seatsPerSlot,
      active,
      version,
      weekly: weekly as Counter['windows'][number]['weekly']
    })),
    closures: closures.map(({ id, day, fromMinute, untilMinute, windowId, reason }) => ({
      id,
      day,
      fromMinute,
      untilMinute,
      windowId,
      reason
    }))
  }
}

/** How the hall is set up: counters, their windows, and when they do not serve. */
export const counterRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const { db, now, newId } = deps
  const change = audited(deps)
  const list = async (actor: Actor) => listCounters(db, hallScope(actor), beijingDay(now()))
  /** After a change: the coming days follow at once, and the counter is shown as it is now. */
  const afterwards = async (actor: Actor, counterId: string) => {
    await syncCounter(deps, { tenantId: actor.tenantId, counterId })
    return present((await list(actor)).find(({ counter }) => counter.id === counterId)!)
  }

  app.route({
    ...on('GET /counters'),
    handler: async ({ actor }) => ({ items: (await list(actor)).map(present), today: beijingDay(now()) })
  })

  app.route({
    ...on('GET /halls'),
    handler: async ({ tenantId }) => ({ items: await listHalls(db, tenantId) })
  })

  app.route({
    ...on('POST /counters'),
    handler: async ({ actor, body }) => {
      const { tenantId } = actor
      const halls = await listHalls(db, tenantId)
      if (!halls.some((hall) => hall.id === body.orgId)) throw new AppError('invalid_input', 'orgId')
      const id = newId()
      const row = { ...body, tenantId, id }
      await change(actor, 'counter.add', id, (tx) => addCounter(tx, row))
      return afterwards(actor, id)
    }
  })

  app.route({
    ...on('POST /counters/:id'),
    handler: async ({ actor, params, body: { version, ...settings } }) => {
      const counter = await getCounter(db, hallScope(actor), params.id)
      await change(actor, 'counter.change', params.id, (tx) => changeCounter(tx, counter, settings, version))
      return afterwards(actor, params.id)
    }
  })

  app.route({
    ...on('POST /counters/:id/windows'),
    handler: async ({ actor, params, body }) => {
      const { tenantId, id: counterId } = await getCounter(db, hallScope(actor), params.id)
      const row = {
        ...body,
        tenantId,
        counterId,
        id: body.id ?? newId(),
        version: body.id ? body.version : 0
      }
      await change(actor, 'window.save', row.id, (tx) => saveWindow(tx, row))
      return afterwards(actor, params.id)
    }
  })

  app.route({
    ...on('POST /counters/:id/closures'),
    handler: async ({ actor, params, body }) => {
      const scope = hallScope(actor)
      const { tenantId, id: counterId } = await getCounter(db, scope, params.id)
      if (body.untilMinute <= body.fromMinute) throw new AppError('invalid_input')
      const end = startOfDay(body.day).getTime() + body.untilMinute * 60_000
      if (end <= now().getTime()) throw new AppError('closure_past')
      if (body.windowId && (await getWindow(db, scope, body.windowId)).counter.id !== counterId)
        throw new AppError('not_found')
      const id = newId()
      await change(actor, 'closure.add', id, (tx) => addClosure(tx, { ...body, tenantId, counterId, id }))
      return afterwards(actor, params.id)
    }
  })

  app.route({
    ...on('POST /closures/:id/end'),
    handler: async ({ actor, params }) => {
      const scope = hallScope(actor)
      const counterId = await change(actor, 'closure.end', params.id, (tx) =>
        endClosure(tx, scope, params.id, now())
      )
      return afterwards(actor, counterId)
    }
  })
}
