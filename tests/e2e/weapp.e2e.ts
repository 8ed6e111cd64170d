import { join } from 'node:path'
import { buildClient } from 'demo/build-client.ts'
import type { Browser } from 'playwright-core'
import { PAGES, type Page, pageUrl } from 'shared/rules/paths.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../support/chromium.ts'
import { serveWeapp } from '../weapp-host/server.ts'
import { journeys } from './journeys/index.ts'
import { ask } from './journeys/steps.ts'
import { type Live, root, startLive } from './live.ts'
import { compileWithWcc, hostTree, readHost, wccTree } from './oracle.ts'
import type { Crew } from './screen.ts'
import { weappCrew } from './weapp.ts'

const MB = 1024 * 1024
let live: Live
let browser: Browser
let app: Awaited<ReturnType<typeof serveWeapp>>
let crew: Crew
beforeAll(async () => {
  live = await startLive(false)
  app = await serveWeapp(await buildClient(root, 'weapp', join(root, '.data'), console.log))
  browser = await launch()
  crew = weappCrew(browser, live, app.url)
})
afterAll(async () => {
  await browser?.close()
  app?.close()
  await live?.stop()
})

it('compiles without a problem, within the size budget', () => {
  expect(app.pkg.problems).toEqual([])
  for (const size of Object.values(app.pkg.sizes)) expect(size).toBeLessThan(MB)
})

it('gives every tappable thing an accessible name', async () => {
  const pages = (Object.keys(PAGES) as Page[]).filter(
    (page) => !(PAGES[page] as readonly string[]).includes('id')
  )
  const own = /^(hall|cases\/(work|desk))/
  const whose = (page: Page) =>
    own.test(page) ? 'hall2' : /^(work|admin|cases|catalogue)/.test(page) ? 'clerk' : 'villager1'
  const nameless: string[] = []
  for (const who of ['villager1', 'hall2', 'clerk']) {
    const person = await crew(who)
    for (const page of pages.filter((one) => whose(one) === who)) {
      await person.open(pageUrl(page))
      await expect
        .poll(() => person.page.locator('.page, .screen').count(), { timeout: 20_000 })
        .toBeGreaterThan(0)
      const found = await person.page
        .locator('.btn, .chip, .card--tap, .photo, .onward, .door, .way, .search--closed')
        .evaluateAll((all) =>
          all
            .filter((element) => !(element.getAttribute('aria-label') || element.textContent?.trim()))
            .map((element) => element.outerHTML.slice(0, 200))
        )
      nameless.push(...found.map((html) => `${page}: ${html}`))
    }
    await person.close()
  }
  expect(pages.length).toBeGreaterThan(45)
  expect(nameless).toEqual([])
})

it('draws what WeChat’s own template compiler makes of the same data', async () => {
  const generate = compileWithWcc(join(root, 'miniapp/dist'))
  const villager = await crew('villager1')
  for (const route of ['home/index', 'directory/index', 'mine/index']) {
    await villager.open(`/${route}`)
    await villager.see('主办单位')
    const { data, tree } = (await villager.page.evaluate(readHost)) as { data: object; tree: never }
    expect(hostTree(tree)).toBe(wccTree(generate, route, data))
  }
  await villager.close()
})

it('asks about messages in the tick of the tap itself, or WeChat would refuse', async () => {
  const villager = await crew('villager7')
  await ask(villager, '村北头的排水沟堵了，下雨就淹路')
  const credits = () => live.sql`select template, credits from subscriptions where tenant_id = '370829'
    and account_id = ${live.person('villager7').accountId}`
  await expect.poll(credits, { timeout: 10_000 }).not.toEqual([])
  await villager.close()
})

it('leads on from a pile of nine pages', async () => {
  const villager = await crew('villager8')
  await villager.open('/home/index')
  await villager.see('主办单位')
  for (let page = 2; page <= 9; page++)
    await villager.page.evaluate(
      (url) =>
        (
          window as unknown as { __weapp: { wx: { navigateTo: (to: object) => unknown } } }
        ).__weapp.wx.navigateTo({ url }),
      `/guide/find/index?n=${page}`
    )
  await villager.fill('要办什么事', '不动产')
  await villager.tap('不动产转移登记')
  await expect.poll(villager.here, { timeout: 30_000 }).toContain('guide/item/index')
  await villager.close()
})

it.each(journeys)('%s', (_, run) => run(crew, live))
