import type { FastifyPluginAsync } from 'fastify'
import type { Deps } from '../kernel/lib/deps.ts'
import { bookingRoutes } from './booking/bookings.routes.ts'
import { hallBookingRoutes } from './booking/hall-bookings.routes.ts'
import { waitlistRoutes } from './booking/waitlist.routes.ts'
import { counterRoutes } from './counters.routes.ts'
import { queueRoutes } from './queue/queue.routes.ts'

const slices = [counterRoutes, bookingRoutes, waitlistRoutes, hallBookingRoutes, queueRoutes]

/** Windows, booking and the queue. */
export const hallWing: FastifyPluginAsync<Deps> = async (app, deps) => {
  for (const slice of slices) await app.register(slice, deps)
}
