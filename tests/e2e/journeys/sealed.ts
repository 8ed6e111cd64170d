import { expect } from 'vitest'
import type { Crew } from '../screen.ts'
import { closeAll } from './steps.ts'

const WORDS = '举报修路工程虚报石子用量，账目有问题'

/**
 * Somebody without a name reports an official, comes back with the receipt; the accused and their superiors
 * see nothing.
 */
export async function sealed(crew: Crew): Promise<void> {
  const nobody = await crew(undefined)
  await nobody.open('/home/index')
  await nobody.fill('所在村', '张西')
  await nobody.tap('张西村')
  await nobody.tap('保密举报')
  await nobody.fill('把事情写清楚', WORDS)
  await nobody.fill('反映的是哪位干部', '水利站负责人')
  await nobody.tap('水利站负责人')
  await nobody.tap('同意')
  await nobody.tap('提交')
  await nobody.see('这是您的回执码')
  const receipt = (await nobody.page
    .locator('.receipt')
    .filter({ visible: true })
    .first()
    .textContent())!.trim()
  expect(receipt).toMatch(/^(\w{4}-){4}\w{4}$/)

  const clerk = await crew('clerk')
  await clerk.open('/work/triage/index')
  await clerk.tap('内容保密')
  await clerk.see(WORDS)
  await clerk.see('知情人')
  const leader = await crew('leader1')
  await leader.open('/admin/ledger/index')
  await leader.see('导出表格')
  await leader.page.waitForTimeout(500)
  expect(await leader.page.locator('body').textContent()).not.toContain('内容保密')

  await nobody.open('/sealed/talk/index')
  await nobody.fill('回执码', receipt.toLowerCase().replaceAll('-', ' '))
  await nobody.tap('查进展')
  await nobody.see('待分派')
  await nobody.tap('补充情况')
  await nobody.fill('补充情况', '石子的车次有照片')
  await nobody.tap('提交补充')
  await nobody.see('石子的车次有照片')
  await closeAll(nobody, clerk, leader)
}
