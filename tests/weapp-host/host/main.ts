import type { Package } from '../compile/package.ts'
import { createChrome } from './chrome.ts'
import { addStyle } from './element.ts'
import { startEngine } from './engine.ts'
import baseCss from './host.css'
import { createLoader } from './modules.ts'
import { createPages, parseAddress } from './pages.ts'
import { defineParts } from './parts/index.ts'
import type { Entry, Host, Person } from './types.ts'
import { createWx } from './wx/index.ts'

type Shared = { __weapp: Host; __person?: Person }
const OPENED_FROM_LIST = 1001 // WeChat's scene value

function createHost(pkg: Package, person: Person): Host {
  const host = {
    pkg,
    person,
    errors: [],
    warnings: [],
    files: new Map(),
    dialled: [],
    listeners: new Map(),
    report(kind: string, error: unknown) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      host.errors.push({ kind, message })
      console.error(`[weapp ${kind}] ${message}`)
    },
    currentPage: (): Entry => host.pages.stack.at(-1)!
  } as unknown as Host
  return host
}

/** Starts the app as a tap on its icon does, or at the page an address names. */
function run(host: Host, entry: string): void {
  document.documentElement.style.setProperty('--rpx', 'calc(100vw / 750)')
  addStyle(baseCss, 'host')
  for (const [name, css] of Object.entries(host.pkg.css)) addStyle(css, name)
  host.chrome = createChrome(host)
  host.wx = createWx(host)
  const engine = startEngine(host)
  defineParts(engine.space.getComponentSpace(), host)
  const loader = createLoader(host, engine.space)
  host.pages = createPages(host, engine, loader)
  const { path, options } = parseAddress(entry)
  host.launch = { path, query: options, scene: host.person.scene ?? OPENED_FROM_LIST }
  loader.load('app.js')
  const app = loader.app() as Record<'onLaunch' | 'onShow', ((launch: object) => void) | undefined>
  app.onLaunch?.({ ...host.launch })
  app.onShow?.({ ...host.launch })
  host.pages.open(`/${entry}`)
}

const pkg = (await (await fetch('/package.json')).json()) as Package
const shared = window as unknown as Shared
const host = createHost(pkg, shared.__person ?? {})
shared.__weapp = host
window.addEventListener('error', (event) => host.report('uncaught', event.error ?? event.message))
window.addEventListener('unhandledrejection', (event) => host.report('unhandledrejection', event.reason))
run(host, new URLSearchParams(location.search).get('entry') ?? pkg.app.pages[0]!)
