import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a person does with the app, in either of its builds. */
export type Screen = Readonly<{
  open: (path: string) => Promise<void>
  tap: (text: string) => Promise<void>
  fill: (label: string, value: string) => Promise<void>
  see: (text: string) => Promise<void>
  page: Page
  complaints: string[]
  close: () => Promise<void>
}>

const WAIT = 15_000
const TAPPABLE =
  '.btn, .chip, .card--tap, .photo, .photo__drop, .weui-tabbar__item, .weapp-tabs button, .weapp-dialog button'

/** Finders shared by both builds: they draw the same classes and words. */
export function fingers(page: Page) {
  const shown = (found: Locator) => found.filter({ visible: true }).first()
  const tappable = page.locator(TAPPABLE)
  /** Fails with the words that do stand on the screen. */
  const orTell = async (what: string, work: Promise<unknown>) => {
    await work.catch(async (error: Error) => {
      const words = await page.locator('body').textContent()
      throw new Error(
        `${what}: ${error.message.split('\n')[0]}\n${page.url()}\n${(words ?? '').replace(/\s+/g, ' ').slice(0, 900)}`
      )
    })
  }
  return {
    /** A button of just these words is meant before anything that merely contains them. */
    tap: (text: string) =>
      orTell(
        `tap ${text}`,
        (async () => {
          const exact = shown(
            tappable.filter({
              hasText: new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`)
            })
          )
          const within = shown(tappable.filter({ hasText: text }))
          await exact.waitFor({ timeout: 1500 }).catch(() => within.waitFor({ timeout: WAIT }))
          await ((await exact.isVisible()) ? exact : within).click({ timeout: WAIT })
        })()
      ),
    fill: (label: string, value: string) => {
      const field = page.locator('.field').filter({ has: page.locator('.field__label', { hasText: label }) })
      return orTell(`fill ${label}`, shown(field.locator('input, textarea')).fill(value, { timeout: WAIT }))
    },
    see: (text: string) => orTell(`see ${text}`, shown(page.getByText(text)).waitFor({ timeout: WAIT }))
  }
}

/** The H5 app in a phone-sized window; errors of the page are kept, for a page that looks right may still have failed. */
export async function h5Screen(
  browser: Browser,
  publicUrl: string,
  who: string | undefined
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    locale: 'zh-CN'
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on(
    'console',
    (message) =>
      void (
        message.type() === 'error' &&
        !/status of 4\d\d/.test(message.text()) &&
        complaints.push(message.text())
      )
  )
  const screen = {
    page,
    complaints,
    ...fingers(page),
    open: async (path: string) => void (await page.goto(publicUrl + path)),
    close: async () => {
      expect(complaints).toEqual([])
      await context.close()
    }
  }
  if (who) {
    await screen.open('/mine/index')
    await screen.tap('微信登录')
    await page.locator(`[data-person="${who}"]`).click()
    await screen.see('我的资料')
  }
  return screen
}
