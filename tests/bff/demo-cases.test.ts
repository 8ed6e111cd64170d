import { openCases } from 'demo/cases.ts'
import { expect, it } from 'vitest'
import { membersOf } from '../support/members.ts'
import { startStack } from '../support/stack.ts'

it.each(['2026-05-16T03:30:00', '2026-05-19T09:03:00', '2026-05-20T12:30:00', '2026-12-22T10:00:00'])(
  'plays the demo’s cases through whether it is begun at night, at opening, at noon or after the samples’ days: %s',
  async (until) => {
    const stack = await startStack()
    stack.clock.now = new Date(`${until}+08:00`)
    await openCases(stack.app, stack.deps, stack.clock, { people: await membersOf(stack) })
    const cases =
      await stack.sql`select item_name, status from cases where tenant_id = '370829' order by created_at`
    expect(cases).toHaveLength(13)
    expect(new Set(cases.map(({ status }) => status)).size, 'at many steps of their way').toBeGreaterThan(4)
    await stack.stop()
  }
)
