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

const install = (...names: string[]) =>
  spawnSync('apt-get', ['install', '-y', '-qq', ...names], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit']
  }).status === 0

/**
 * Installs Debian's headless Chromium, or the whole one where there is no such package, and a Chinese font,
 * when root may and they are missing; else says what to install and ends the run.
 */
export function ensureChromium(): void {
  const may = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (may && !(chromiumPath() && hasChineseFont())) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    if (!chromiumPath() && !install('chromium-headless-shell')) install('chromium')
    if (!hasChineseFont()) install('fonts-noto-cjk', 'fontconfig')
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
