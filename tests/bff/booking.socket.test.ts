import { randomUUID } from 'node:crypto'
import { createRush } from 'bff/hall/booking/rush.acts.ts'
import { expect, it } from 'vitest'
import { openHall } from '../support/hall.ts'
import { startStack } from '../support/stack.ts'

it('holds a place for somebody who asks over a real connection, and waits for the answer', async () => {
  const stack = await startStack()
  try {
    const hall = await openHall(stack)
    await hall.settle({ staffSeats: 0, walkInSeats: 0, coolMinutes: 0 })
    await hall.seats(1)
    const { startsAt } = await hall.slot(0)
    await stack.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = stack.app.server.address() as { port: number }
    const held = await fetch(`http://127.0.0.1:${port}/api/370829/bookings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${stack.tokenOf('villager1')}`
      },
      body: JSON.stringify({ key: randomUUID(), itemId: hall.itemId, answers: '', startsAt })
    })
    expect(await held.json()).toMatchObject({ state: 'held', startsAt })
    expect(held.status).toBe(200)
  } finally {
    await stack.stop()
  }
})

it('does nothing any more for somebody who has gone when their turn comes', async () => {
  const inTurn = createRush()
  let release = () => {}
  const busy = new Promise<void>((done) => {
    release = done
  })
  const here = () => false
  const before = Array.from({ length: 8 }, () => inTurn('370829', here, () => busy))
  let [gone, served] = [false, 0]
  const abandoned = inTurn(
    '370829',
    () => gone,
    async () => {
      served += 1
    }
  )
  const waiting = inTurn('370829', here, async () => {
    served += 1
  })
  gone = true
  release()
  await expect(abandoned).rejects.toMatchObject({ code: 'busy' })
  await Promise.all([...before, waiting])
  expect(served).toBe(1)
})
