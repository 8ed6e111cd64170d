import type { Question } from 'shared/questions.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, command, dispatched } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const act = (who: string, id: string, body: object) =>
  stack.as(who)(`POST /questions/${id}/commands`, command(body))
const look = async (who: string, id: string) => (await stack.as(who)(`GET /questions/${id}`)).body as Question
const inbox = async (who: string) =>
  (await stack.as(who)('GET /me/messages')).body.items.map(({ text }: { text: string }) => text)
const timers = (id: string) => stack.sql`select step from timers where subject_id = ${id}`

describe('what looks like the same matter', () => {
  it('is shown to the clerk with the reason, the likeliest first, never a sealed or a finished one', async () => {
    const twin = await ask(stack, { body: '张西村东头变压器旁边的路灯坏了十几天没人修' }, 'villager2')
    await ask(stack, { body: '孩子上小学要带什么材料，什么时候报名' }, 'villager2')
    await ask(stack, { kind: 'petition', body: '变压器旁边路灯坏了，举报电工不修路灯' }, 'villager2')
    const fresh = await ask(stack, { body: '东头变压器旁路灯坏了，晚上看不见路' }, 'villager2')
    const { body } = await stack.as('clerk')(`GET /questions/${fresh}/duplicates`)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([twin])
    expect(body.items[0].why).toMatch(/^同一个村，同一天，都说到“.+”$/)
    for (const who of ['w-clerk', 'leader1'])
      expect((await stack.as(who)(`GET /questions/${fresh}/duplicates`)).status).toBeGreaterThan(400)
  })
})

describe('merging', () => {
  it('answers every reporter, each with their own number and rating', async () => {
    const { id: main, lead } = await dispatched(stack, {}, 'villager1')
    const first = await ask(stack, { body: '主街的路灯又坏了两盏' }, 'villager2')
    const second = await ask(stack, { body: '主街路灯不亮请派人看看' }, 'villager3')
    const mainNo = (await look('villager1', main)).no
    for (const id of [first, second])
      expect(await act('clerk', id, { action: 'merge', intoId: main })).toMatchObject({ status: 200 })
    expect((await inbox('villager1'))[0]).toMatch(new RegExp(`诉求${mainNo}（.+）：又有群众反映同一件事`))
    const seen = await look('villager2', first)
    expect(seen).toMatchObject({ status: 'merged', mergedInto: { id: null, no: mainNo } })
    expect(await timers(first)).toHaveLength(1)
    expect((await look('clerk', main)).mergedFrom.map(({ id }) => id)).toEqual([first, second])
    expect((await look('villager1', main)).mergedFrom).toEqual([])
    await act(lead, main, { action: 'acknowledge' })
    await act(lead, main, { action: 'reply', text: '3月4日已换好两盏路灯，请查看', fileIds: [] })
    for (const [who, id] of [
      ['villager2', first],
      ['villager3', second]
    ] as const) {
      expect(await look(who, id)).toMatchObject({ status: 'answered' })
      expect((await act(who, id, { action: 'rate', level: 5, comment: '' })).status).toBe(200)
      expect((await inbox(who))[0]).toMatch(new RegExp(`诉求${(await look(who, id)).no}（.+）：已答复`))
    }
    expect((await look('villager1', main)).rating).toBeNull()
  })

  it('tells the merged reporters of progress under their own number', async () => {
    const { id: main } = await dispatched(stack, {}, 'villager1')
    const child = await ask(stack, { body: '主街路灯坏了' }, 'villager4')
    await act('clerk', child, { action: 'merge', intoId: main })
    const lead = (await look('clerk', main)).leadPostId
    await stack.sql`update questions set status = 'returned' where id = ${main}`
    await act('leader1', main, { action: 'arbitrate', postId: lead, reason: '由你单位牵头' })
    expect((await inbox('villager4'))[0]).toMatch(
      new RegExp(`^诉求${(await look('villager4', child)).no}：已明确由`)
    )
  })

  it('is undone: the matter stands where it stood, its promise unchanged', async () => {
    const { id: main } = await dispatched(stack, {}, 'villager1')
    const { id: child } = await dispatched(stack, { body: '主街路灯坏了一盏' }, 'villager5')
    const before = await look('villager5', child)
    await act('clerk', child, { action: 'merge', intoId: main })
    await act('clerk', child, { action: 'unmerge' })
    const after = await look('villager5', child)
    expect([after.status, after.dueAt, after.mergedInto, after.handler]).toEqual([
      'dispatched',
      before.dueAt,
      null,
      before.handler
    ])
    expect(await timers(child)).toEqual(await timers(main))
    expect((await inbox('villager5'))[0]).toContain('取消合并，单独办理')
  })

  it('comes apart by itself when the other is withdrawn', async () => {
    const { id: main } = await dispatched(stack, {}, 'villager1')
    const child = await ask(stack, { body: '主街路灯坏了' }, 'villager6')
    await act('clerk', child, { action: 'merge', intoId: main })
    await act('villager1', main, { action: 'withdraw' })
    expect(await look('villager6', child)).toMatchObject({ status: 'received', mergedInto: null })
    expect(await timers(child)).toMatchObject([{ step: 'triageLate' }])
  })

  it.each([
    ['itself', 'self'],
    ['one that was merged', 'merged'],
    ['one that is answered', 'answered'],
    ['a sealed one', 'sealed'],
    ['another county’s', 'foreign']
  ])('refuses %s', async (_, which) => {
    const child = await ask(stack, {}, 'villager7')
    const targets: Record<string, () => Promise<string>> = {
      self: async () => child,
      merged: async () => {
        const { id: main } = await dispatched(stack)
        const other = await ask(stack)
        await act('clerk', other, { action: 'merge', intoId: main })
        return other
      },
      answered: async () => {
        const other = await ask(stack)
        await act('clerk', other, {
          action: 'answerOnSpot',
          text: '今天下午已派人更换',
          fileIds: [],
          sure: true
        })
        return other
      },
      sealed: () => ask(stack, { kind: 'petition', body: '举报村里电工不修路灯' }),
      foreign: () => ask(stack, {}, 'w-villager1')
    }
    const intoId = await targets[which]!()
    expect(await act('clerk', child, { action: 'merge', intoId })).toMatchObject({
      status: 409,
      body: { code: 'cannot_merge' }
    })
    expect((await look('villager7', child)).status).toBe('received')
  })

  it('never leaves a reporter behind when the other is answered at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const { id: main, lead } = await dispatched(stack, {}, 'villager1')
      const child = await ask(stack, { body: '主街路灯坏了' }, 'villager8')
      const reply = () =>
        act(lead, main, { action: 'reply', text: '3月4日已换好两盏路灯', fileIds: [], sure: true })
      const [merged, replied] = await Promise.all([
        act('clerk', child, { action: 'merge', intoId: main }),
        reply()
      ])
      // Whoever came second is told so; a reply that lost is sent again and takes the merged one along.
      if (replied.status === 409) expect((await reply()).status).toBe(200)
      expect((await look('villager8', child)).status).toBe(merged.status === 200 ? 'answered' : 'received')
    }
  })
})
