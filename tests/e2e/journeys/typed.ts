import { expect } from 'vitest'
import type { Crew, Screen } from '../screen.ts'
import { ask, closeAll } from './steps.ts'

const BODY = '村口公交站牌的字看不清了，想问问低保怎么申请'
const ANSWER = '低保由村里评议后报镇民政办，本周五前给您上门登记'

const boxOf = (screen: Screen, words: string) =>
  screen.page.locator('.field', { hasText: words }).locator('textarea').first()

/**
 * Two clerks on one matter: one dispatches while the other types; nothing the other typed is lost, nor by
 * going back.
 */
export async function typed(crew: Crew): Promise<void> {
  const villager = await crew('villager21')
  await ask(villager, BODY)
  const [quick, slow] = [await crew('clerk'), await crew('clerk')]
  for (const clerk of [quick, slow]) {
    await clerk.open('/work/triage/index')
    await clerk.tap('村口公交站牌')
    await clerk.see('签发限时办结通知单')
  }
  await slow.fill('当场答复', ANSWER)
  const matter = await slow.here()
  await slow.open('/home/index')
  await slow.see('主办单位')
  await slow.open(matter)
  await slow.see('签发限时办结通知单')
  await expect.poll(() => boxOf(slow, '当场答复').inputValue()).toBe(ANSWER)

  await quick.see('归入')
  await quick.tap('签发限时办结通知单')
  await quick.see('待签收')
  await slow.tap('当场答复')
  await slow.see('您写的这段没有提交')
  await slow.see(ANSWER)
  await slow.tap('不要了')
  await expect.poll(() => slow.page.getByText('您写的这段没有提交').count()).toBe(0)
  await closeAll(villager, quick, slow)
}
