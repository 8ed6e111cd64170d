import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium-headless-shell', // the same engine without a window: a fifth less work
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium'
]
const hasChineseFont = () => spawnSync('fc-list', [':lang=zh']).stdout?.length > 0

export const chromiumPath = (): string | undefined =>
  [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path))

/**
 * Installs Debian's headless Chromium and a Chinese font when root may; else says what to install and ends
 * the run.
 */
export function ensureChromium(): void {
  const root = process.getuid?.() === 0
  const found = process.env.CHROMIUM || existsSync(PLACES[0]!)
  if ((!found || !hasChineseFont()) && root && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' })
    spawnSync(
      'apt-get',
      ['install', '-y', '-qq', 'chromium-headless-shell', 'fonts-noto-cjk', 'fontconfig'],
      {
        env,
        stdio: ['ignore', 'ignore', 'inherit']
      }
    )
  }
  if (chromiumPath()) return
  console.error(
    'Chromium is missing: apt-get install -y chromium-headless-shell fonts-noto-cjk, or set CHROMIUM to its path'
  )
  process.exit(1)
}

/** A headless browser that looks up nothing outside this machine. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath()!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage'
    ]
  })
