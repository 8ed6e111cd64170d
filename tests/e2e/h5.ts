import type { Browser, Locator, Page } from 'playwright-core'
import { vi } from 'vitest'
import type { Live } from './live.ts'
import { type Crew, complaintsOf, fieldOf, fingers, type Screen } from './screen.ts'

const FARTHEST = 100 // px a thumb moves at once

/** Drags a wheel until the item stands in its middle. */
async function turn(page: Page, wheel: Locator, item: Locator): Promise<void> {
  const middle = async (part: Locator) => {
    const { x, y, width, height } = (await part.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }
  const aim = wheel.locator('.weui-picker__indicator')
  await wheel.locator('.weui-picker__action').first().click({ trial: true }) // waits until it has slid in
  await vi.waitFor(
    async () => {
      const from = await middle(aim)
      const far = from.y - (await middle(item)).y
      if (Math.abs(far) < 5) return
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(from.x, from.y + Math.sign(far) * Math.min(Math.abs(far), FARTHEST), { steps: 4 })
      await page.mouse.up()
      throw new Error('not there yet')
    },
    { timeout: 15_000, interval: 350 }
  )
}

/** The H5 app in phone-sized windows. */
export const h5Crew =
  (browser: Browser, live: Live): Crew =>
  async (who) => {
    const context = await browser.newContext({
      viewport: { width: 375, height: 812 },
      hasTouch: true,
      locale: 'zh-CN'
    })
    const page = await context.newPage()
    const expectNoComplaint = complaintsOf(page, /status of 4\d\d|ERR_INTERNET_DISCONNECTED/)
    const shared = fingers(page)
    const screen: Screen = {
      page,
      ...shared,
      open: async (path) => void (await page.goto(live.publicUrl + path)),
      choose: async (label, option) => {
        await fieldOf(page, label).locator('.field__box').filter({ visible: true }).first().click()
        const wheel = page.locator('.weui-picker').filter({ visible: true })
        await turn(page, wheel, wheel.locator('.weui-picker__item').filter({ hasText: option }).first())
        await wheel.locator('.weui-picker__action').filter({ hasText: '确定' }).click()
      },
      photo: async (text, buffer) => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), shared.tap(text)])
        await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
      },
      scan: async (link) => void (await page.goto(link)),
      meet: (person) => page.locator(`[data-person="${person}"]`).click(),
      here: async () => {
        const { pathname, search } = new URL(page.url())
        return pathname + search
      },
      offline: (off) => context.setOffline(off),
      close: async () => {
        expectNoComplaint()
        await context.close()
      }
    }
    if (who) {
      await screen.open('/mine/index')
      await screen.tap('微信登录')
      await screen.meet(who)
      await screen.see('我的资料')
    }
    return screen
  }
