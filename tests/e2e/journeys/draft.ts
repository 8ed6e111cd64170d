import { expect } from 'vitest'
import type { Live } from '../live.ts'
import type { Crew } from '../screen.ts'
import { closeAll } from './steps.ts'

const BODY = '高龄津贴这个月没有到账'

/** The draft outlives a lost network and a closed page, and two taps ask once. */
export async function draft(crew: Crew, live: Live): Promise<void> {
  const villager = await crew('villager3')
  await villager.open('/questions/ask/index')
  await villager.fill('把事情写清楚', BODY)
  await villager.offline(true)
  await villager.tap('提交')
  await villager.see('填的内容还在')
  await villager.offline(false)
  await villager.open('/questions/mine/index')
  await villager.tap('继续写没提交的草稿')
  expect(await villager.page.locator('textarea').first().inputValue()).toBe(BODY)
  await villager.tapTwice('提交')
  await villager.see('已收到')
  const asker = live.person('villager3').accountId
  const asked = await live.sql`select id from questions where tenant_id = '370829' and asker_id = ${asker}`
  expect(asked).toHaveLength(1)
  await closeAll(villager)
}

/** A code nobody gave out is called that, and the page goes on without it. */
export async function badCodes(crew: Crew, live: Live): Promise<void> {
  const villager = await crew(undefined)
  for (const scene of ['A'.repeat(24), 'x!y']) {
    // The mini-program's own code hands over its scene alone.
    await villager.open(`/home/index?scene=${encodeURIComponent(scene)}`)
    await villager.see('无法识别')
    await villager.scan(`${live.publicUrl}/home/index?scene=${encodeURIComponent(scene)}`)
    await villager.see('无法识别')
    await villager.see('谁负责我们村')
  }
  await closeAll(villager)
}
