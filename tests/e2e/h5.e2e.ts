import jsqr from 'jsqr'
import type { Browser } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../support/chromium.ts'
import { type Live, startLive } from './live.ts'
import { h5Screen } from './screen.ts'

const readCode = jsqr as unknown as (
  data: Uint8ClampedArray,
  width: number,
  height: number
) => { data: string } | null
let live: Live
let browser: Browser
beforeAll(async () => {
  live = await startLive()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await live?.stop()
})
const as = (who: string | undefined) => h5Screen(browser, live.publicUrl, who)

it('carries a question from a scanned poster to a bad rating put right', async () => {
  const admin = await as('admin')
  await admin.open('/admin/codes/index')
  await admin.page.locator('.field__box').filter({ visible: true }).first().click()
  await admin.page.locator('.weui-picker__action').filter({ hasText: '确定' }).first().click()
  await admin.fill('门牌', '3排12号')
  await admin.tap('生成二维码')
  await admin.tap('看二维码')
  const src = await admin.page.locator('.poster img').getAttribute('src')
  const png = PNG.sync.read(Buffer.from(src!.split(',')[1]!, 'base64'))
  const scanned = readCode(new Uint8ClampedArray(png.data), png.width, png.height)!.data
  expect(scanned).toMatch(/\/home\/index\?scene=[\w-]{24}$/)

  const villager = await as(undefined)
  await villager.page.goto(scanned)
  await villager.see('已识别：大张楼镇 张西村 3排12号')
  await villager.tap('我要问')
  await villager.page.locator('[data-person="villager1"]').click()
  await villager.fill('把事情写清楚', '村里主街路灯坏了一个多月，晚上看不见路')
  await villager.tap('提交')
  await villager.see('已收到，编号 2026-')
  const { pathname, search } = new URL(villager.page.url())

  const clerk = await as('clerk')
  await clerk.open('/work/triage/index')
  await clerk.tap('路灯坏了')
  await clerk.see('归入“路灯照明”')
  await clerk.tap('签发限时办结通知单')
  await clerk.see('待签收')

  const leader = await as('leader1')
  await leader.open('/work/leader/index')
  await leader.tap('路灯坏了')
  await leader.fill('批示意见', '请抓紧办理，结果报我')
  await leader.tap('批阅')
  await leader.see('请抓紧办理，结果报我')

  const official = await as('head11')
  await official.open('/work/list/index')
  await official.tap('路灯坏了')
  await official.tap('签收')
  await official.fill('答复群众', '已更换灯头和电池，今晚恢复照明，有问题请打办公电话')
  await official.tap('发送答复')
  await official.see('已答复')
  await official.tap('看限时办结通知单')
  await official.see('请抓紧办理，结果报我（')

  await villager.open(pathname + search)
  await villager.see('已更换灯头和电池')
  await villager.tap('非常不满意')
  await villager.fill('想说的话', '昨晚还是不亮')
  await villager.tap('提交评价')
  await villager.see('评价：非常不满意')

  await clerk.open('/work/callbacks/index')
  await clerk.see('昨晚还是不亮')
  await clerk.fill('通话记录', '群众说广场东边那盏不亮')
  await clerk.tap('已接通，转整改')
  await clerk.see('待整改')
  await official.open('/work/callbacks/index')
  await official.fill('整改情况', '已更换广场东边整套灯具')
  await official.tap('整改完成')
  await official.see('没有待回访、待整改的差评')
  await villager.open(pathname + search)
  await villager.tap('非常满意')
  await villager.tap('提交评价')
  await villager.see('评价：非常满意')
  expect(live.world.world.sent.length).toBeGreaterThan(5)
  for (const screen of [admin, villager, clerk, leader, official]) await screen.close()
})

it('climbs the whole ladder when nobody acts, and a meeting brings it down', async () => {
  const villager = await as('villager2')
  await villager.open('/questions/ask/index')
  await villager.fill('把事情写清楚', '村西头生产路坑洼严重，下雨天三轮车过不去')
  await villager.tap('提交')
  await villager.see('已收到')
  const { pathname, search } = new URL(villager.page.url())
  const clerk = await as('clerk')
  await clerk.open('/work/triage/index')
  await clerk.tap('生产路坑洼')
  await clerk.tap('签发限时办结通知单')
  await clerk.see('待签收')

  const id = new URLSearchParams(search).get('id')!
  const forum = async () =>
    (await live.sql`select forum_rank from questions where tenant_id = '370829' and id = ${id}`)[0]!
      .forum_rank
  for (let day = 1; (await forum()) !== 3; day++) {
    expect(day).toBeLessThan(90)
    live.clock.now = new Date(live.clock.now.getTime() + 86_400_000)
    await expect
      .poll(
        async () =>
          (
            await live.sql`select 1 from timers where tenant_id = '370829' and due_at <= ${live.clock.now.toISOString()}`
          ).length,
        { interval: 50, timeout: 10_000 }
      )
      .toBe(0)
  }
  await villager.open(pathname + search)
  await villager.see('党政联席会')
  await clerk.open('/admin/meetings/index')
  await clerk.tap('大张楼镇 党政联席会')
  await clerk.fill('会议纪要', '听取汇报，决定列入本月修路计划，限期完成。')
  await clerk.tap('会议已召开，保存纪要')
  await clerk.fill('决定内容', '由村镇建设办公室铺设碎石并硬化路面')
  await clerk.fill('责任人', '村镇建设')
  await clerk.tap('村镇建设办公室负责人')
  await clerk.tap('记录决定')
  await clerk.see('决定已记录')
  await villager.open(pathname + search)
  await villager.see('并在平安周例会公开')
  for (const screen of [villager, clerk]) await screen.close()
})

it('keeps the draft through a lost network and a closed page, and asks once', async () => {
  const villager = await as('villager3')
  await villager.open('/questions/ask/index')
  await villager.fill('把事情写清楚', '高龄津贴这个月没有到账')
  await villager.page.context().setOffline(true)
  await villager.tap('提交')
  await villager.see('内容已保存在手机里')
  await villager.page.context().setOffline(false)
  await villager.open('/questions/mine/index')
  await villager.tap('继续写没提交的草稿')
  expect(await villager.page.locator('textarea').first().inputValue()).toBe('高龄津贴这个月没有到账')
  const submit = villager.page.locator('.btn--main').filter({ hasText: '提交' }).first()
  await submit.dblclick()
  await villager.see('已收到')
  const account = live.person('villager3').accountId
  expect(
    await live.sql`select id from questions where tenant_id = '370829' and asker_id = ${account}`
  ).toHaveLength(1)
  await villager.page.context().close()
})

it.each([
  ['forged', 'A'.repeat(24), '无法识别'],
  ['garbled', 'x!y', '无法识别']
])('says kindly that a %s code is none', async (_, scene, words) => {
  const villager = await as(undefined)
  await villager.open(`/home/index?scene=${encodeURIComponent(scene)}`)
  await villager.see(words)
  await villager.see('谁负责我们村')
  await villager.page.context().close()
})
