import { launch } from '../support/chromium.ts'

// What a villager with a cheap phone waits on a thin line: `node tests/load/thin-line.ts http://127.0.0.1:8080 …`
// Several addresses are measured in turn, so that a quiet and a busy minute of this machine meet them alike.
const RUNS = 5
const LATENCY_MS = 400
const BYTES_PER_SECOND = 400_000 / 8
const SLOWER = 4 // times, the processor
const PAGES = [
  ['home', '/home/index', '问政府'],
  ['ask', '/questions/ask/index', '提交'],
  ['my matters', '/questions/mine/index', '微信登录']
] as const

type Seen = { ms: number; kilobytes: number; requests: number }

/** One cold opening of a page, until what one came for is in sight. */
async function open(browser: Awaited<ReturnType<typeof launch>>, url: string, words: string): Promise<Seen> {
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
  let [bytes, requests] = [0, 0]
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  const began = performance.now()
  await page.goto(url, { timeout: 60_000, waitUntil: 'commit' })
  await page.locator('.page').getByText(words).first().waitFor({ timeout: 60_000 })
  const ms = performance.now() - began
  await context.close()
  return { ms, kilobytes: Math.round(bytes / 1000), requests }
}

const browser = await launch()
for (const [name, path, words] of PAGES) {
  const seen = new Map<string, Seen[]>()
  for (let run = 0; run < RUNS; run++)
    for (const base of process.argv.slice(2))
      seen.set(base, [...(seen.get(base) ?? []), await open(browser, base + path, words)])
  for (const [base, runs] of seen) {
    const times = runs.map(({ ms }) => ms / 1000).toSorted((a, b) => a - b)
    const { kilobytes, requests } = runs.at(-1)!
    const [least, median, most] = [times[0]!, times[Math.floor(RUNS / 2)]!, times.at(-1)!]
    console.log(
      `${base} ${name}: ${median.toFixed(1)} s (${least.toFixed(1)} to ${most.toFixed(1)}), ${kilobytes} KB, ${requests} requests`
    )
  }
}
await browser.close()
