import { expect } from 'vitest'
import type { Live } from '../live.ts'
import type { Crew } from '../screen.ts'
import { ask, closeAll, dispatch } from './steps.ts'

const DAY_MS = 86_400_000

/** Moves the test's clock a day and waits until nothing that fell due is left undone. */
async function nextDay(live: Live): Promise<void> {
  live.clock.now = new Date(live.clock.now.getTime() + DAY_MS)
  const due = () =>
    live.sql`select 1 from timers where tenant_id = '370829' and due_at <= ${live.clock.now.toISOString()}`
  await expect.poll(async () => (await due()).length, { interval: 50, timeout: 10_000 }).toBe(0)
}

/**
 * Moves the test's clock to the day of the meeting that waits for this question: nobody minutes what is yet
 * to come.
 */
async function meetingDay(live: Live, questionId: string): Promise<void> {
  const [next] =
    await live.sql`select m.planned_at from meetings m join agenda_items a on a.tenant_id = m.tenant_id and a.meeting_id = m.id
      where m.tenant_id = '370829' and a.question_id = ${questionId} and m.held_at is null and a.outcome is null
      order by a.id desc limit 1`
  const planned = new Date(next!.planned_at)
  if (planned > live.clock.now) live.clock.now = planned
}

/** Nobody acts: the question climbs to the last forum by itself, and a meeting's decision brings it down. */
export async function ladder(crew: Crew, live: Live): Promise<void> {
  const begun = live.clock.now
  const villager = await crew('villager2')
  const question = await ask(villager, '村西头生产路坑洼严重，下雨天三轮车过不去')
  const clerk = await crew('clerk')
  await dispatch(clerk, '生产路坑洼', '农村道路')

  const id = new URLSearchParams(question.split('?')[1]).get('id')!
  const forum = async () =>
    (await live.sql`select forum_rank from questions where tenant_id = '370829' and id = ${id}`)[0]!
      .forum_rank
  for (let day = 1; (await forum()) !== 3; day++) {
    expect(day).toBeLessThan(90)
    await nextDay(live)
  }
  await villager.open(question)
  await villager.see('党政联席会')
  await meetingDay(live, id)
  await clerk.open('/admin/meetings/index')
  await clerk.tap('大张楼镇 党政联席会')
  await clerk.fill('会议纪要', '听取汇报，决定列入本月修路计划，限期完成。')
  await clerk.fill('到会人数', '12')
  await clerk.tap('会议已召开，保存记录')
  await clerk.tap('确定保存')
  await clerk.fill('决定内容', '由村镇建设办公室铺设碎石并硬化路面')
  await clerk.fill('责任人', '村镇建设')
  await clerk.tap('村镇建设办公室负责人')
  await clerk.tap('记录决定')
  await clerk.see('决定已记录')
  await villager.open(question)
  await villager.see('并在平安周例会公开')

  // What was decided is made public in the village, with who came.
  await meetingDay(live, id)
  await clerk.open('/admin/meetings/index')
  await clerk.tap('平安周例会')
  await clerk.fill('公开了什么', '向到会群众讲明修路的路段、工期和负责人，大家同意。')
  await clerk.fill('到会人数', '36')
  await clerk.tap('会议已召开，保存记录')
  await clerk.tap('确定保存')
  await clerk.see('36人')
  await villager.open(question)
  await villager.see('36人到会')
  // Meetings are late in the day: what is tried next begins at its hour again.
  const days = Math.ceil((live.clock.now.getTime() - begun.getTime()) / DAY_MS)
  live.clock.now = new Date(begun.getTime() + days * DAY_MS)
  await closeAll(villager, clerk)
}
