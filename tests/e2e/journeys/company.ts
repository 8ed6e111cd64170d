import { expect } from 'vitest'
import { idNumber } from '../../support/cases.ts'
import type { Live } from '../live.ts'
import type { Crew, Screen } from '../screen.ts'
import { picture } from './cases.ts'
import { closeAll } from './steps.ts'

const ANSWERS = [
  '有限责任公司',
  '自己的房子',
  '不用',
  '股东或者法定代表人',
  '公章、财务章、法人章、发票章',
  '要',
  '农村商业银行'
]
/** What each department does and when, in the order of what waits for what. */
const STEPS = [
  ['企业设立登记', '企业设立登记·审核通过', '10:00:00'],
  ['企业设立登记', '企业设立登记·制证通过', '10:30:00'],
  ['印章刻制备案', '准予', '11:00:00'],
  ['税务登记', '准予', '11:20:00'],
  ['企业银行账户开户预约', '准予', '14:30:00']
] as const

async function fillIn({ page }: Screen): Promise<void> {
  const boxes = page.locator('.field input, .field textarea').filter({ visible: true })
  for (const box of await boxes.all())
    if (!(await box.inputValue()))
      await box.fill((await box.getAttribute('placeholder'))?.match(/^如：(\d+)$/)?.[1] ?? '嘉禾商贸')
}

async function apply(villager: Screen): Promise<string> {
  await villager.open(`/guide/find/index?q=${encodeURIComponent('开公司')}`)
  await villager.tap('企业开办')
  await villager.tap('在家一次申请')
  for (const answer of ANSWERS) await villager.tap(answer)
  await villager.see('一共要3份材料')
  await villager.fill('申请人姓名', '钱开店')
  await villager.fill('身份证号', idNumber(654))
  await villager.fill('联系电话', '19900001234')
  await villager.tapTwice('下一步，交材料')
  await villager.see('还差3份')
  await villager.see('代办员')
  await villager.tap('在手机上填')
  await villager.takeDay('预约时间')
  await fillIn(villager)
  await villager.tap('填好了')
  await villager.see('还差2份')
  await villager.photo('拍照', await picture('公司章程'))
  await villager.see('还差1份')
  await villager.photo('拍照', await picture('身份证'))
  await villager.see('申请人签名')
  await villager.sign()
  await villager.tapTwice('提交预审')
  await villager.see('预审中')
  return villager.here()
}

/**
 * 企业开办: one form and one set of papers, four departments one after the other, an agent, all within a working
 * day.
 */
export async function company(crew: Crew, live: Live): Promise<void> {
  const at = (time: string) => {
    live.clock.now = new Date(`2026-05-18T${time}+08:00`)
  }
  at('09:00:00')
  const villager = await crew('villager13')
  const own = await apply(villager)

  const clerk = await crew('hall2')
  await clerk.open('/cases/work/index')
  await clerk.tap('企业开办')
  const file = await clerk.here()
  await clerk.tap('其余都合格')
  await clerk.tap('材料合格')
  await clerk.see('等部门答复')

  const registrar = await crew(await live.staffOf('企业设立登记', 'departmentHandler'))
  await registrar.open(file)
  await registrar.see('还没有人说话')
  await clerk.fill('对部门或窗口说', '请今天上午出执照')
  await clerk.tapTwice('发送')
  await registrar.see('请今天上午出执照')
  await registrar.fill('对部门或窗口说', '好，十点前办好')
  await registrar.tap('发送')
  await clerk.see('好，十点前办好')
  await registrar.see('已读')
  const said = await live.sql`select count(*)::int n from dialogue_messages where tenant_id = '370829'`
  expect(said[0]!.n).toBe(2)

  at('09:10:30')
  const standing = () =>
    live.sql`select status from cases where tenant_id = '370829' and item_name = '企业开办' and status = 'handling'`
  await expect.poll(standing, { timeout: 10_000 }).toHaveLength(1)
  for (const [item, button, time] of STEPS) {
    at(time)
    const decides = button === '准予'
    const staff = decides ? await crew(await live.staffOf(item, 'unitHead')) : registrar
    await staff.open(file)
    await staff.fill('办理意见', '符合规定')
    await staff.tap(button)
    await staff.see(`${time.slice(0, 5)} 完成`)
    if (staff !== registrar) await staff.close()
  }
  at('15:30:00')
  const head = await crew(await live.staffOf('企业设立登记', 'unitHead'))
  await head.open(file)
  await head.fill('质检意见', '核对无误')
  await head.tap('无误，出件')
  await head.see('结果待领取')
  await clerk.open(file)
  await clerk.tap('已核对领取人身份证')
  await clerk.sign()
  await clerk.tap('发结果，办结')
  await clerk.see('已办结')

  await villager.open(own)
  await villager.see('用了不到1个工作日')
  await villager.see('证照')
  await closeAll(villager, clerk, registrar, head)
}
