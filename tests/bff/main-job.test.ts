import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, command, dispatched, keyOfLead } from '../support/matters.ts'
import { type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())
const at = (instant: string) => {
  stack.clock.now = new Date(instant)
}

it('carries a question from asking to a bad rating put right', async () => {
  at('2026-03-02T09:00+08:00')
  const villager = stack.as('villager1')
  const id = await ask(stack)
  const clerk = stack.as('clerk')
  const seen = await clerk(`GET /questions/${id}`)
  expect(seen.body.proposal).toMatchObject({ topic: '路灯照明', post: '村镇建设办公室负责人' })
  expect(seen.body.proposal.reasons[0]).toContain('路灯')
  const { topicId, postId } = seen.body.proposal
  const send = (who: string, body: object) => stack.as(who)(`POST /questions/${id}/commands`, command(body))

  expect(
    await send('clerk', { action: 'dispatch', topicId, postId, assistPostIds: [], note: '' })
  ).toMatchObject({
    body: { status: 'dispatched', dueAt: '2026-03-09T09:00:00.000Z', noticeNo: '问字〔2026〕第1号' }
  })
  const lead = await keyOfLead(stack, id)
  expect((await send('leader1', { action: 'endorse', text: '请抓紧办理' })).status).toBe(200)
  at('2026-03-03T10:00+08:00')
  expect((await send(lead, { action: 'acknowledge' })).body).toMatchObject({
    status: 'accepted',
    urgency: 'green'
  })
  expect((await send(lead, { action: 'askMore', text: '请说明是哪一盏灯' })).body).toMatchObject({
    status: 'waiting',
    dueAt: null
  })
  at('2026-03-05T10:00+08:00')
  expect(
    (await send('villager1', { action: 'supplement', text: '广场东边那盏', fileIds: [] })).body
  ).toMatchObject({
    status: 'accepted',
    dueAt: '2026-03-11T09:00:00.000Z'
  })
  expect(
    (await send(lead, { action: 'reply', text: '已更换灯头，今晚恢复照明', fileIds: [] })).body.status
  ).toBe('answered')
  const answered = await villager(`GET /questions/${id}`)
  expect(answered.body.why.join('')).toContain('暂停计时')
  expect(answered.body.actions).toEqual(['rate', 'reopen'])

  expect((await send('villager1', { action: 'rate', level: 1, comment: '还是不亮' })).body.rating).toBe(1)
  const [callback] = (await clerk('GET /callbacks')).body.items
  expect(callback).toMatchObject({ questionId: id, state: 'toCall', dueAt: '2026-03-06T09:00:00.000Z' })
  const step = (who: string, body: object) => stack.as(who)(`POST /callbacks/${callback.id}/commands`, body)
  expect((await step(lead, { action: 'called', reached: true, note: '我自己打过了' })).status).toBe(403)
  expect((await step('clerk', { action: 'called', reached: true, note: '群众说灯又灭了' })).body.state).toBe(
    'rectifying'
  )
  expect((await step(lead, { action: 'rectified', note: '更换整套灯具' })).body.state).toBe('done')
  expect((await send('villager1', { action: 'reRate', level: 5, comment: '' })).body).toMatchObject({
    rating: 5,
    status: 'closed',
    actions: ['reopen']
  })
  const timers = await stack.sql`select subject from timers where subject_id in (${id}, ${callback.id})`
  expect(timers).toHaveLength(0)
})

it('climbs the whole ladder by itself when nobody acts, and a comment stops nothing', async () => {
  at('2026-04-01T09:00+08:00')
  const { id, lead } = await dispatched(stack)
  const show = async () => (await stack.as('clerk')(`GET /questions/${id}`)).body
  const rungs: string[] = []
  for (
    let day = new Date('2026-04-01T17:30+08:00');
    rungs.length < 3 && day < new Date('2026-06-20');
    day = new Date(day.getTime() + 86_400_000)
  ) {
    stack.clock.now = day
    await stack.as(lead)(
      `POST /questions/${id}/commands`,
      command({ action: 'comment', text: '正在协调施工队' })
    )
    await stack.tick()
    const { forum } = await show()
    if (forum && forum !== rungs.at(-1)) rungs.push(forum)
  }
  expect(rungs).toEqual(['党员活动日群众代表会议', '服务区研究会', '党政联席会'])
  const { items } = (await stack.as('clerk')('GET /meetings')).body
  const meeting = items.find(
    (candidate: { forum: string; open: number }) => candidate.forum === '党政联席会' && candidate.open > 0
  )
  const decide = (body: object) =>
    stack.as('leader1')(`POST /meetings/${meeting.id}/agenda/${agenda.id}`, body)
  const {
    agenda: [agenda]
  } = (await stack.as('clerk')(`GET /meetings/${meeting.id}`)).body
  const { leadPostId } = await show()
  const decision = {
    outcome: 'resolved',
    decision: '列入本月维修计划',
    responsiblePostId: leadPostId,
    workingDays: 5
  }
  expect(await decide(decision)).toMatchObject({ status: 422, body: { code: 'meeting_not_held' } })
  expect(
    (
      await stack.as('clerk')(`POST /meetings/${meeting.id}/minutes`, {
        minutes: '还没有开，先写上一份。',
        attendees: 9,
        fileIds: []
      })
    ).body.code
  ).toBe('meeting_ahead')
  at(meeting.plannedAt)
  await stack.as('clerk')(`POST /meetings/${meeting.id}/minutes`, {
    minutes: '听取汇报，形成一致意见，限期办结。',
    attendees: 9,
    fileIds: []
  })
  expect((await decide(decision)).status).toBe(200)
  expect(await decide(decision)).toMatchObject({ status: 409 })
  expect(await show()).toMatchObject({ status: 'accepted', overdue: true })
  expect(
    (await show()).timeline.find(({ action }: { action: string }) => action === 'forumDecision').words
  ).toContain('平安周例会')
  expect(await stack.sql`select step from timers where subject_id = ${id}`).toHaveLength(1)
})

it('answers the second tap with the first result and refuses another text under the same key', async () => {
  at('2026-03-02T09:00+08:00')
  const villageId = (
    await stack.sql`select village_id from accounts where id = ${stack.person('villager2').accountId}`
  )[0]!.village_id
  const asked = { key: randomUUID(), kind: 'consultation', body: '高龄津贴怎么申请', villageId, fileIds: [] }
  const villager = stack.as('villager2')
  const replies = await Promise.all([...Array(20)].map(() => villager('POST /questions', asked)))
  expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect(await villager('POST /questions', { ...asked, body: '改成别的问题' })).toMatchObject({
    status: 422,
    body: { code: 'key_reused' }
  })

  const { id, lead } = await dispatched(stack)
  const tap = command({ action: 'acknowledge' })
  const taps = await Promise.all(
    [...Array(5)].map(() => stack.as(lead)(`POST /questions/${id}/commands`, tap))
  )
  expect(taps.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(
    await stack.sql`select id from question_events where question_id = ${id} and action = 'acknowledge'`
  ).toHaveLength(1)
})

it('lets one of two officials win who answer at once', async () => {
  at('2026-03-02T09:00+08:00')
  const { id, lead } = await dispatched(stack)
  const reply = (text: string) =>
    stack.as(lead)(`POST /questions/${id}/commands`, command({ action: 'reply', text, fileIds: [] }))
  const outcomes = await Promise.all([reply('已安排维修人员下午上门'), reply('昨天已经修好了，请查看')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
})
