import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { launch } from '../support/chromium.ts'
import { h5Crew } from './h5.ts'
import { journeys } from './journeys/index.ts'
import { type Live, startLive } from './live.ts'

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

it.each(journeys)('%s', (_, run) => run(h5Crew(browser, live), live))
