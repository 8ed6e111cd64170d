import sharp from 'sharp'
import { expect } from 'vitest'
import { idNumber } from '../../support/cases.ts'
import type { Live } from '../live.ts'
import { type Crew, fieldOf, type Screen } from '../screen.ts'
import { closeAll } from './steps.ts'

const PAPERS = ['居民身份证', '不动产登记申请书', '不动产权证书', '买卖合同']
export const picture = (text: string) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#fafafa"/>
      <text x="80" y="200" font-size="60">${text}</text><path d="M80 300H800M80 400H800M80 500H800" stroke="#111" stroke-width="6"/></svg>`)
  )
    .jpeg()
    .toBuffer()

/** Does a button stand on the screen as it is scrolled now, above the bar at its foot? */
async function inSight({ page }: Screen, text: string): Promise<boolean> {
  const box = await page.locator('.btn').filter({ hasText: text, visible: true }).first().boundingBox()
  return box !== null && box.y > 0 && box.y + box.height < 812 - 60
}

async function apply(villager: Screen): Promise<string> {
  await villager.open('/guide/find/index?q=%E8%BD%AC%E7%A7%BB')
  await villager.tap('不动产转移登记')
  for (const answer of ['买的', '没有', '本人来']) await villager.tap(answer)
  await villager.tap('在家先交材料')
  await villager.fill('申请人姓名', '钱买房')
  await villager.fill('身份证号', '370829197001010011')
  await villager.fill('联系电话', '19900001234')
  await villager.tap('下一步，交材料')
  await villager.see('身份证号不对')
  await villager.fill('身份证号', idNumber(321))
  await villager.tap('下一步，交材料')
  await villager.see('还差4份')
  for (const name of PAPERS) {
    await villager.photo('拍照', await picture(name))
    await villager.see(
      name === PAPERS.at(-1) ? '申请人签名' : `还差${PAPERS.length - 1 - PAPERS.indexOf(name)}份`
    )
  }
  await villager.page.mouse.move(180, 300)
  await villager.page.mouse.wheel(0, -9000)
  await expect.poll(() => inSight(villager, '提交预审'), { timeout: 10_000 }).toBe(false)
  await villager.tap('去签名')
  await expect.poll(() => inSight(villager, '提交预审'), { timeout: 10_000 }).toBe(true)
  await villager.tap('提交预审')
  await villager.see('请先在框里签名')
  await villager.sign()
  await villager.tapTwice('提交预审')
  await villager.see('预审中')
  return villager.here()
}

/**
 * A flat changes hands: a defect mended at home, a silent department, a visit that stops the clock, the
 * certificate at the window.
 */
export async function flat(crew: Crew, live: Live): Promise<void> {
  const at = (time: string) => {
    live.clock.now = new Date(`${time}+08:00`)
  }
  at('2026-05-11T09:00:00')
  const villager = await crew('villager11')
  const own = await apply(villager)

  const clerk = await crew('hall2')
  await clerk.open('/cases/work/index')
  await clerk.tap('不动产转移登记')
  await clerk.tap('其余都合格')
  await fieldOf(clerk.page, '买卖合同合格吗').getByText('要补正').filter({ visible: true }).first().click()
  await clerk.choose('要补正什么', '照片模糊，看不清字')
  await clerk.tap('一次告知1处补正')
  await clerk.see('待补正')

  await villager.open(own)
  await villager.see('要补正：照片模糊，看不清字')
  await villager.photo('重拍', await picture('清楚的合同'))
  await villager.see('申请人签名')
  await villager.sign()
  await villager.tap('提交预审')
  await villager.see('预审中')

  await clerk.open('/cases/work/index')
  await clerk.tap('不动产转移登记')
  await clerk.see('只审这次改过的')
  await clerk.tap('其余都合格')
  await clerk.tap('材料合格')
  await clerk.see('预审通过')
  const file = await clerk.here()
  await clerk.tap('收件并推送')
  await clerk.see('等部门答复')
  await clerk.tap('纸质材料装袋')
  await clerk.see('在县政务服务中心')
  at('2026-05-11T09:10:30')
  const standing = () => live.sql`select status from cases where tenant_id = '370829' and status = 'handling'`
  await expect.poll(standing, { timeout: 10_000 }).toHaveLength(1)
  await villager.open(own)
  await villager.see('视为同意受理')
  await villager.see('暂停计时：踏勘')

  const staff = await crew(await live.staffOf('不动产转移登记', 'departmentHandler'))
  at('2026-05-12T10:00:00')
  await staff.open('/cases/work/index')
  await staff.tap('不动产转移登记')
  await staff.fill('办理意见', '现场与登记一致')
  await staff.tap('踏勘通过')
  await staff.see('审核')
  await villager.open(own)
  await villager.see('5月14日')
  await villager.tap('时限怎么算的')
  await villager.see('暂停计时：踏勘')
  for (const [stage, words] of [
    ['审核', '材料齐全'],
    ['制证', '证书已制作']
  ]) {
    await staff.open(file)
    await staff.fill('办理意见', words!)
    await staff.tap(`${stage}通过`)
    await staff.see(stage === '制证' ? '要由另一位同事核对' : '制证')
  }
  const head = await crew(await live.staffOf('不动产转移登记', 'unitHead'))
  await head.open(file)
  await head.fill('质检意见', '核对无误')
  await head.tap('无误，出件')
  await head.see('结果待领取')

  await clerk.open(file)
  await clerk.tap('发结果，办结')
  await clerk.see('请先核对领取人的身份证')
  await clerk.tap('已核对领取人身份证')
  await clerk.sign()
  await clerk.tap('发结果，办结')
  await clerk.see('已办结')
  await villager.open(own)
  await villager.see('比法定时限快29个工作日')
  await villager.tap('非常满意')
  await villager.tap('提交评价')
  await villager.see('评价：★★★★★')
  await closeAll(villager, clerk, staff, head)
}
