import { join } from 'node:path'
import { buildClient } from 'bff/demo/build-client.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../support/chromium.ts'
import { serveWeapp } from '../weapp-host/server.ts'
import { journeys } from './journeys/index.ts'
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
  app = await serveWeapp(buildClient(root, 'weapp', join(root, '.data'), console.log))
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
  const villager = await crew('villager1')
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
  const villager = await crew('villager1')
  for (const route of ['home/index', 'directory/index', 'mine/index']) {
    await villager.open(`/${route}`)
    await villager.see('主办单位')
    const { data, tree } = (await villager.page.evaluate(readHost)) as { data: object; tree: never }
    expect(hostTree(tree)).toBe(wccTree(generate, route, data))
  }
  await villager.close()
})

it.each(journeys)('%s', (_, run) => run(crew, live))
