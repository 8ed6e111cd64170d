import { PNG } from 'pngjs'
import sharp from 'sharp'
import { expect } from 'vitest'
import { readCode } from '../../support/pdf.ts'
import type { Live } from '../live.ts'
import type { Crew, Screen } from '../screen.ts'
import { acknowledge, closeAll, dispatch, rate, reply } from './steps.ts'

/** What a phone's scanner reads in the code the admin has on their screen. */
async function printCode(admin: Screen): Promise<string> {
  await admin.open('/admin/codes/index')
  await admin.choose('村', '张西村')
  await admin.fill('门牌', '3排12号')
  await admin.tap('生成二维码')
  await admin.tap('看码')
  const src = await admin.page.locator('.poster img').getAttribute('src')
  const png = PNG.sync.read(Buffer.from(src!.split(',')[1]!, 'base64'))
  const data = readCode({ ...png, data: new Uint8ClampedArray(png.data) })
  expect(data).toMatch(/\/home\/index\?scene=[\w-]{24}&county=370829$/)
  return data
}

/** From the printed poster to a bad rating, called back and put right. */
export async function putRight(crew: Crew, live: Live): Promise<void> {
  const admin = await crew('admin')
  const link = await printCode(admin)

  const villager = await crew(undefined)
  await villager.scan(link)
  await villager.see('已识别：大张楼镇 张西村 3排12号')
  await villager.tap('问政府')
  await villager.meet('villager1')
  await villager.fill('把事情写清楚', '村里主街路灯坏了一个多月，晚上看不见路')
  const picture = { create: { width: 900, height: 1200, channels: 3 as const, background: '#224422' } }
  await villager.photo('添加照片', await sharp(picture).jpeg().toBuffer())
  await villager.page.locator('.photo__drop').first().waitFor()
  await villager.tap('提交')
  await villager.see('已收到，编号 2026-')
  const question = await villager.here()

  const clerk = await crew('clerk')
  await dispatch(clerk, '路灯坏了', '路灯照明')

  const leader = await crew('leader1')
  await leader.open('/work/leader/index')
  await leader.tap('路灯坏了')
  await leader.fill('批示意见', '请抓紧办理，结果报我')
  await leader.tap('批阅')
  await leader.see('请抓紧办理，结果报我')

  const official = await crew('head11')
  await acknowledge(official, '路灯坏了')
  await reply(official, '已更换灯头和电池，今晚恢复照明，有问题请打办公电话')
  await official.tap('看限时办结通知单')
  await official.see('请抓紧办理，结果报我（')

  await villager.open('/home/index')
  await villager.see('待您处理')
  await villager.tap('已经答复，请您评价')
  await expect.poll(villager.here, { timeout: 30_000 }).toContain('questions/detail')
  await rate(villager, question, '非常不满意', '昨晚还是不亮')
  await clerk.open('/work/callbacks/index')
  await clerk.see('昨晚还是不亮')
  await clerk.fill('通话记录', '群众说广场东边那盏不亮')
  await clerk.tap('已接通，转整改')
  await clerk.see('待整改')
  await official.open('/work/callbacks/index')
  await official.fill('整改情况，或者申诉的理由和证据', '当晚供电公司检修，灯具本身没有坏')
  await official.tap('不是我们的责任，申诉')
  await official.see('待复核')
  const supervisor = await crew('supervisor')
  await supervisor.open('/work/callbacks/index')
  await supervisor.see('当晚供电公司检修')
  await supervisor.fill('复核意见', '当天没有检修公告')
  await supervisor.tap('差评成立，继续整改')
  await supervisor.see('待整改')
  await official.open('/work/callbacks/index')
  await official.see('当天没有检修公告')
  await official.fill('整改情况', '已更换广场东边整套灯具')
  await official.tap('整改完成')
  await official.see('没有待回访、待整改、待复核的差评')
  await rate(villager, question, '非常满意')
  expect(live.world.world.sent.length).toBeGreaterThan(5)
  await closeAll(admin, villager, clerk, leader, official, supervisor)
}
