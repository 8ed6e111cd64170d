import { expect } from 'vitest'
import type { Crew, Screen } from '../screen.ts'
import { closeAll } from './steps.ts'

/** The admin saves the rules of the police counter, and the coming days are opened. */
async function open(admin: Screen): Promise<void> {
  await admin.open('/hall/counters/index')
  await admin.choose('专区', 'F 公安专区')
  await admin.fill('取消后多少分钟不能再约', '0')
  await admin.tap('保存规则')
  await admin.see('已按新规则放号')
}

const ANSWERS = ['在本县', '满16周岁', '到期了'] as const

/** From the list of papers to a place that is held; what they answered before is still answered. */
async function hold(villager: Screen, time: string, answers: readonly string[] = ANSWERS): Promise<void> {
  await villager.open('/guide/find/index?q=%E6%8D%A2%E9%A2%86')
  await villager.tap('居民身份证换领')
  for (const answer of answers) await villager.tap(answer)
  await villager.tap('预约到大厅办理')
  await villager.tap(time)
}

/** A villager goes from their list to a time, to the hall, to the window that calls them. */
export async function booking(crew: Crew): Promise<void> {
  const admin = await crew('county-admin')
  await open(admin)
  const villager = await crew('villager5')
  await hold(villager, '约这个时间')
  await villager.see('号给您留着')
  await villager.tapTwice('确认预约')
  await villager.see('到大厅报这个码')
  const code = (await villager.page.locator('.code').filter({ visible: true }).textContent())!.trim()
  expect(code).toMatch(/^\d{6}$/)
  await villager.tap('居民身份证')
  await villager.tap('45分钟')
  await villager.see('路上45分钟')
  await hold(villager, '约这个时间', [])
  await villager.see('这件事您已经约过一次')
  await villager.tap('去看看')

  const clerk = await crew('hall1')
  await clerk.open('/hall/day/index')
  await clerk.choose('专区', 'F 公安专区')
  await clerk.fill('报码或电话签到', '12')
  await clerk.tap('签到取号')
  await clerk.see('预约码是6位数字')
  await clerk.fill('报码或电话签到', code)
  await clerk.tap('签到取号')
  await clerk.see('取到F001')
  await villager.open('/booking/mine/index')
  await villager.tap('居民身份证换领')
  await villager.see('下一个就是您')

  const desk = await crew('hall2')
  await desk.open('/hall/queue/index')
  await desk.choose('专区', 'F 公安专区')
  await desk.tap('取一个公安专区的号')
  await desk.see('F002')
  await desk.tapTwice('叫下一位')
  // Nobody else has come before their time, so the one who simply came is served first.
  await desk.see('已叫1次')
  await desk.tap('过号')
  await desk.tap('叫下一位')
  await desk.see('居民身份证换领')
  await villager.see('请马上到20号窗口')
  await clerk.open('/hall/screen/index')
  await clerk.see('F001')
  await desk.tap('开始办理')
  await desk.tap('办结')
  await desk.see('20号窗口空着')
  await desk.tap('重新排上')
  await desk.see('等候1人')
  await villager.open('/booking/mine/index')
  await villager.see('已办')
  await closeAll(admin, villager, clerk, desk)
}

/**
 * The hall closes for a morning; who had booked is told and moved, who rings up is booked for, who waits gets
 * what is freed.
 */
export async function hall(crew: Crew): Promise<void> {
  const villager = await crew('villager7')
  await hold(villager, '约这个时间')
  await villager.tap('确认预约')
  await villager.see('到大厅报这个码')
  const own = await villager.here()

  const chief = await crew('hall3')
  await chief.open('/hall/counters/index')
  await chief.choose('专区', 'F 公安专区')
  await chief.tap('登记停办')
  await chief.fill('原因', '线路检修')
  await chief.tap('停办并通知')
  await chief.tap('停办')
  await chief.see('整个专区 · 线路检修')
  await villager.open(own)
  await villager.see('大厅会联系您改时间')
  await villager.open('/booking/mine/index')
  await villager.see('停办，请改时间')
  await chief.open('/hall/day/index')
  await chief.choose('专区', 'F 公安专区')
  await chief.tap('改时间')
  await chief.tap('约这个时间')
  await chief.tap('确定改')
  await chief.see('已改好')
  await chief.tap('停办要改时间的')
  await chief.see('没有受停办影响的预约')
  await villager.open('/mine/index')
  await villager.see('您的预约改到了')
  await villager.open(own)
  await villager.tap('取消预约')
  await villager.tap('确定取消')
  await villager.see('已取消')
  await chief.open('/hall/counters/index')
  await chief.tap('恢复')
  await chief.tap('确定恢复')
  await chief.see('没有停办安排')

  const guide = await crew('hall1')
  await guide.open('/hall/phone/index')
  await guide.fill('来电人姓名', '周来电')
  await guide.fill('电话', '1990009')
  await guide.fill('要办什么事', '户口迁移')
  await guide.tap('选这个')
  await guide.tap('迁到本县')
  await guide.tap('买了房子')
  await guide.tap('约这个时间')
  await guide.see('手机号要11位')
  await guide.fill('电话', '19900098765')
  await guide.tap('约这个时间')
  await guide.see('已约好 周来电')
  await closeAll(villager, chief, guide)
}
