import { weappIdOf } from 'demo/apps.ts'
import type { Browser, Route } from 'playwright-core'
import { expect } from 'vitest'
import type { Host } from '../weapp-host/host/types.ts'
import type { Live } from './live.ts'
import { type Crew, complaintsOf, fieldOf, fingers, type Screen } from './screen.ts'

const BAKED_IN = 'http://127.0.0.1:8080' // where the bundle thinks the service is
type Shared = { __weapp: Host }

/**
 * The compiled mini-program on people's phones: its requests go to the service, wx.login gives the holder's
 * code.
 */
export const weappCrew =
  (browser: Browser, live: Live, hostUrl: string): Crew =>
  async (who) => {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
    const page = await context.newPage()
    const expectNoComplaint = complaintsOf(page, /status of 4\d\d|ERR_INTERNET_DISCONNECTED/)
    let holder = who
    let off = false
    await context.route(`${BAKED_IN}/**`, async (route: Route) => {
      if (off) return route.abort('internetdisconnected')
      const response = await route.fetch({ url: route.request().url().replace(BAKED_IN, live.publicUrl) })
      const headers = {
        ...response.headers(),
        'access-control-allow-origin': '*',
        'access-control-expose-headers': '*'
      }
      await route.fulfill({ response, headers })
    })
    await context.routeWebSocket(`${BAKED_IN.replace('http', 'ws')}/**`, (line) => {
      const server = new WebSocket(
        line.url().replace(BAKED_IN.replace('http', 'ws'), live.publicUrl.replace('http', 'ws'))
      )
      server.onmessage = ({ data }) => line.send(String(data))
      server.onclose = () => void line.close()
      line.onClose(() => server.close())
    })
    await page.exposeFunction('__code', async () => {
      await expect.poll(() => holder).toBeDefined()
      return live.world.world.code(weappIdOf('370829'), holder!)
    })
    await page.addInitScript(() => {
      const { __code } = window as unknown as { __code: () => Promise<string> }
      Object.assign(window, { __person: { login: () => __code(), phoneCode: () => __code() } })
    })
    const shared = fingers(page)
    const screen: Screen = {
      page,
      ...shared,
      open: async (path) =>
        void (await page.goto(`${hostUrl}/?entry=${encodeURIComponent(path.replace(/^\//, ''))}`)),
      choose: async (label, option) => {
        const box = fieldOf(page, label).locator('.field__box').filter({ visible: true }).first()
        const found = page.locator('.weapp-dialog [role=option]').filter({ hasText: option }).first()
        // A wheel opened before its options have arrived stays empty: put away and opened again.
        for (let attempt = 0; attempt < 20; attempt++) {
          await box.click()
          if (await found.isVisible()) return found.click()
          await shared.tap('取消')
        }
        throw new Error(`choose ${label}: no ${option}`)
      },
      photo: async (text, picture) => {
        await page.evaluate(
          async (url) => {
            const { __weapp } = window as unknown as Shared
            __weapp.files.set(
              'http://tmp/photo.jpg',
              new File([await (await fetch(url)).blob()], 'photo.jpg')
            )
          },
          `data:image/jpeg;base64,${picture.toString('base64')}`
        )
        await shared.tap(text)
      },
      // What is printed is an ordinary link (扫普通链接二维码): WeChat hands it over whole, as `q`.
      scan: (link) => screen.open(`/home/index?q=${encodeURIComponent(link)}`),
      meet: async (person) => {
        holder = person
      },
      here: () =>
        page.evaluate(() => {
          const { path, options } = (window as unknown as Shared).__weapp.currentPage()
          return `/${path}?${new URLSearchParams(options)}`
        }),
      offline: async (lost) => {
        off = lost
      },
      close: async () => {
        expectNoComplaint()
        // A page may still be asking; its answer has nowhere to go and is nobody's fault.
        await context.unrouteAll({ behavior: 'ignoreErrors' })
        await context.close()
      }
    }
    return screen
  }
