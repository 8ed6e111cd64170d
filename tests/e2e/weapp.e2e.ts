import { join } from 'node:path'
import { weappIdOf } from 'bff/demo/apps.ts'
import { buildClient } from 'bff/demo/build-client.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../support/chromium.ts'
import { serveWeapp } from '../weapp-host/src/server.mjs'
import { type Live, root, startLive } from './live.ts'
import { compileWithWcc, hostTree, readHost, wccTree } from './oracle.ts'
import { fingers, type Screen } from './screen.ts'

const BAKED_IN = 'http://127.0.0.1:8080' // where the bundle thinks the service is
const MB = 1024 * 1024
let live: Live
let browser: Browser
let app: Awaited<ReturnType<typeof serveWeapp>>
beforeAll(async () => {
  live = await startLive(false)
  app = await serveWeapp(buildClient(root, 'weapp', join(root, '.data'), console.log))
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  app?.close()
  await live?.stop()
})

type Wire = { url: string; method: string; header: Record<string, string>; body?: string }

/** The compiled mini-program on somebody's phone: wx.login gives that person's code, wx.request goes to the service. */
async function phoneOf(who: string): Promise<Screen> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  await page.exposeFunction('__weappRequest', async ({ url, method, header, body }: Wire) => {
    const reply = await fetch(url.replace(BAKED_IN, live.publicUrl), {
      method,
      headers: header,
      ...(body && { body })
    })
    return { statusCode: reply.status, header: Object.fromEntries(reply.headers), data: await reply.text() }
  })
  await page.exposeFunction('__weappLogin', () => live.world.world.code(weappIdOf('370829'), who))
  await page.addInitScript('window.__weappOpts = { login: () => window.__weappLogin() }')
  return {
    page,
    complaints,
    ...fingers(page),
    open: async (path) =>
      void (await page.goto(`${app.url}/?entry=${encodeURIComponent(path.replace(/^\//, ''))}`)),
    close: async () => {
      expect(complaints).toEqual([])
      await context.close()
    }
  }
}

it('compiles without a problem, within the size budget', () => {
  expect(app.pkg.problems).toEqual([])
  const { main, ...rest } = app.pkg.sizes
  expect(main).toBeLessThan(MB)
  for (const size of Object.values(rest)) expect(size).toBeLessThan(MB)
})

it('carries a question from asking to a rated answer', async () => {
  const villager = await phoneOf('villager1')
  await villager.open('/questions/ask/index')
  await villager.fill('把事情写清楚', '村里主街路灯坏了一个多月，晚上看不见路')
  await villager.tap('提交')
  await villager.see('已收到，编号 2026-')
  const [row] = await live.sql`select id from questions where tenant_id = '370829' order by id desc limit 1`
  const question = `/questions/detail/index?id=${row!.id}`

  const clerk = await phoneOf('clerk')
  await clerk.open('/work/triage/index')
  await clerk.tap('路灯坏了')
  await clerk.see('归入“路灯照明”')
  await clerk.tap('签发限时办结通知单')
  await clerk.see('待签收')

  const leader = await phoneOf('leader1')
  await leader.open('/work/leader/index')
  await leader.tap('路灯坏了')
  await leader.fill('批示意见', '请抓紧办理，结果报我')
  await leader.tap('批阅')
  await leader.see('请抓紧办理，结果报我')

  const official = await phoneOf('head11')
  await official.open('/work/list/index')
  await official.tap('路灯坏了')
  await official.tap('签收')
  await official.fill('答复群众', '已更换灯头和电池，今晚恢复照明，有问题请打办公电话')
  await official.tap('发送答复')
  await official.see('已答复')

  await villager.open(question)
  await villager.see('已更换灯头和电池')
  await villager.tap('满意')
  await villager.tap('提交评价')
  await villager.see('评价：满意')
  for (const screen of [villager, clerk, leader, official]) await screen.close()
})

it('gives every tappable thing an accessible name', async () => {
  const villager = await phoneOf('villager1')
  for (const path of ['/home/index', '/questions/ask/index', '/directory/index', '/mine/index']) {
    await villager.open(path)
    await villager.see('主办单位')
    const nameless = await villager.page
      .locator('.btn, .chip, .card--tap, .photo')
      .evaluateAll((found) =>
        found
          .filter((element) => !(element.getAttribute('aria-label') || element.textContent?.trim()))
          .map((element) => element.outerHTML.slice(0, 200))
      )
    expect(nameless).toEqual([])
  }
  await villager.close()
})

it('draws what WeChat’s own template compiler makes of the same data', async () => {
  const generate = compileWithWcc(join(root, 'miniapp/dist'))
  const villager = await phoneOf('villager1')
  for (const route of ['home/index', 'directory/index', 'mine/index']) {
    await villager.open(`/${route}`)
    await villager.see('主办单位')
    const { data, tree } = (await villager.page.evaluate(readHost)) as { data: object; tree: never }
    expect(hostTree(tree)).toBe(wccTree(generate, route, data))
  }
  await villager.close()
})
