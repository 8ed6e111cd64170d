import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a person does with the app, in either of its builds. */
export type Screen = Readonly<{
  open: (path: string) => Promise<void>
  tap: (text: string) => Promise<void>
  fill: (label: string, value: string) => Promise<void>
  see: (text: string) => Promise<void>
  /** Picks an option of a wheel. */
  choose: (label: string, option: string) => Promise<void>
  /** Takes the day a wheel of dates offers first. */
  takeDay: (label: string) => Promise<void>
  /** Takes a picture after a tap. */
  photo: (text: string, picture: Buffer) => Promise<void>
  /** Signs in the field on the screen. */
  sign: () => Promise<void>
  /** Presses a button twice as fast as a finger can. */
  tapTwice: (text: string) => Promise<void>
  /** Opens what the phone's scanner read in a poster's code. */
  scan: (link: string) => Promise<void>
  /** Says who they are, where WeChat asks. */
  meet: (who: string) => Promise<void>
  /** Path and query of the page in sight. */
  here: () => Promise<string>
  offline: (off: boolean) => Promise<void>
  page: Page
  close: () => Promise<void>
}>
/** Hands out phones: signed in as somebody, or nobody's yet. */
export type Crew = (who: string | undefined) => Promise<Screen>

const WAIT = 30_000
const GRACE = 300 // for the exact words, where others that hold them came first
const TAPPABLE =
  '.btn, .chip, .tick, .days__one, .card--tap, .onward, .door, .way, .search--closed, .head__elder, .link, .photo, .photo__drop, .weui-tabbar__item, .weapp-tabs button, .weapp-dialog button, .taro-modal__foot > *'
const DONE = '.weui-picker__action, .weapp-dialog button'
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const shown = (found: Locator) => found.filter({ visible: true }).first()
export const fieldOf = (page: Page, label: string) =>
  page.locator('.field').filter({ has: page.locator('.field__label', { hasText: label }) })

/** Keeps what the page complains of: a page that looks right may still have failed. */
export function complaintsOf(page: Page, harmless: RegExp): () => void {
  const complaints: string[] = []
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !harmless.test(message.text())) complaints.push(message.text())
  })
  return () => expect(complaints).toEqual([])
}

/** Finders shared by both builds: they draw the same classes and words. */
export function fingers(page: Page) {
  const tappable = page.locator(TAPPABLE)
  /** Fails with the words that do stand on the screen. */
  const orTell = async (what: string, work: Promise<unknown>) => {
    await work.catch(async (error: Error) => {
      const words = ((await page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ').slice(0, 900)
      throw new Error(`${what}: ${error.message.split('\n')[0]}\n${page.url()}\n${words}`)
    })
  }
  /** A button of just these words is meant before anything that merely contains them. */
  const find = async (text: string) => {
    const exact = shown(tappable.filter({ hasText: new RegExp(`^\\s*${literal(text)}\\s*$`) }))
    const within = shown(tappable.filter({ hasText: text }))
    await within.waitFor({ timeout: WAIT })
    await exact.waitFor({ timeout: GRACE }).catch(() => undefined)
    return (await exact.isVisible()) ? exact : within
  }
  return {
    tap: (text: string) =>
      orTell(
        `tap ${text}`,
        find(text).then((found) => found.click({ timeout: WAIT }))
      ),
    tapTwice: (text: string) =>
      orTell(
        `tap ${text} twice`,
        find(text).then((found) => found.dblclick({ timeout: WAIT }))
      ),
    fill: (label: string, value: string) =>
      orTell(
        `fill ${label}`,
        shown(fieldOf(page, label).locator('input, textarea')).fill(value, { timeout: WAIT })
      ),
    takeDay: (label: string) =>
      orTell(
        `take a day of ${label}`,
        shown(fieldOf(page, label).locator('.field__box'))
          .click({ timeout: WAIT })
          .then(() => shown(page.locator(DONE).filter({ hasText: '确定' })).click({ timeout: WAIT }))
      ),
    sign: async () => {
      const field = shown(page.locator('.sign'))
      await field.scrollIntoViewIfNeeded()
      const { x, y, width, height } = (await field.boundingBox())!
      const to = (across: number, down: number) => [x + width * across, y + height * down] as const
      await page.mouse.move(...to(0.2, 0.3))
      await page.mouse.down()
      for (const [across, down] of [
        [0.35, 0.7],
        [0.5, 0.2],
        [0.7, 0.6]
      ] as const)
        await page.mouse.move(...to(across, down), { steps: 4 })
      await page.mouse.up()
    },
    see: (text: string) => orTell(`see ${text}`, shown(page.getByText(text)).waitFor({ timeout: WAIT }))
  }
}
