import { join } from 'node:path'
import { serveH5 } from 'bff/h5.ts'
import { buildClient } from 'demo/build-client.ts'
import type { FastifyInstance } from 'fastify'
import { launch } from '../support/chromium.ts'

const RUNS = 5

/**
 * Milliseconds to the first contentful paint and to a usable home page, on loopback with a CPU four times
 * slower; medians.
 */
export async function firstPaint(
  app: FastifyInstance,
  root: string
): Promise<() => Promise<{ paint: number; usable: number }>> {
  await serveH5(app, await buildClient(root, 'h5', join(root, '.data'), console.log), 'http://127.0.0.1')
  return async () => {
    const { port } = app.server.address() as { port: number }
    const browser = await launch()
    const paints: number[] = []
    const usables: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const page = await (await browser.newContext({ viewport: { width: 375, height: 812 } })).newPage()
      const cdp = await page.context().newCDPSession(page)
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      const started = performance.now()
      await page.goto(`http://127.0.0.1:${port}/home/index`)
      await page.getByText('问政府').first().waitFor()
      usables.push(performance.now() - started)
      paints.push(
        await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
        )
      )
      await page.context().close()
    }
    await browser.close()
    const median = (values: number[]) => Math.round(values.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!)
    return { paint: median(paints), usable: median(usables) }
  }
}
