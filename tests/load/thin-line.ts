import { launch } from '../support/chromium.ts'

// What a villager with a cheap phone waits on a thin line: `node tests/load/thin-line.ts http://127.0.0.1:8080 …`
// Several addresses are measured in turn, so that a quiet and a busy minute of this machine meet them alike.
const RUNS = 5
const LATENCY_MS = 400
const BYTES_PER_SECOND = 400_000 / 8
const SLOWER = 4 // times, the processor
/** A page, what one came for, and the words of a card that leads on to another page and what stands there. */
const WAYS = [
  ['/home/index', '谁负责我们村', '找人', '找谁'],
  ['/guide/find/index', '一件事一次办', '我的办事清单', '清单']
] as const

type Seen = { cold: number; next: number; kilobytes: number }

/** Milliseconds of one cold opening until what one came for is in sight, and of the step to another page. */
async function walk(
  browser: Awaited<ReturnType<typeof launch>>,
  base: string,
  [path, words, onward, there]: (typeof WAYS)[number]
): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND
  })
  let bytes = 0
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const seen = (text: string) =>
    page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 60_000 })
  const began = performance.now()
  await page.goto(base + path, { timeout: 60_000, waitUntil: 'commit' })
  await seen(words)
  const cold = performance.now() - began
  const kilobytes = Math.round(bytes / 1000)
  await page.waitForTimeout(2000) // they read
  const tapped = performance.now()
  await page.getByText(onward, { exact: true }).filter({ visible: true }).first().click()
  await seen(there)
  const next = performance.now() - tapped
  await context.close()
  return { cold, next, kilobytes }
}

const spread = (values: readonly number[]): string => {
  const seconds = values.map((ms) => ms / 1000).toSorted((a, b) => a - b)
  const [least, median, most] = [seconds[0]!, seconds[Math.floor(RUNS / 2)]!, seconds.at(-1)!]
  return `${median.toFixed(1)} s (${least.toFixed(1)} to ${most.toFixed(1)})`
}

const browser = await launch()
for (const way of WAYS) {
  const seen = new Map<string, Seen[]>()
  for (let run = 0; run < RUNS; run++)
    for (const base of process.argv.slice(2))
      seen.set(base, [...(seen.get(base) ?? []), await walk(browser, base, way)])
  for (const [base, runs] of seen)
    console.log(
      `${base}${way[0]}: cold ${spread(runs.map(({ cold }) => cold))}, ${runs.at(-1)!.kilobytes} KB; next page ${spread(runs.map(({ next }) => next))}`
    )
}
await browser.close()
