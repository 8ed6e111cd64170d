import type { Engine } from './engine.ts'
import type { createLoader } from './modules.ts'
import type { Data, Entry, Host, Part } from './types.ts'

const DEEPEST = 10
const MB = 1024 * 1024
type Address = { path: string; options: Record<string, string> }
export type Pages = ReturnType<typeof createPages>

/** WeChat decodes nothing, cuts at the second '=', and gives 'undefined' where there is none. */
export function parseAddress(url: string): Address {
  const [path = '', query = ''] = url.split('?')
  const pairs = query
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('='))
  return {
    path: path.replace(/^\//, ''),
    options: Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]))
  }
}

/** Data crosses to the view as JSON, at most 1 MB at a time. */
function guardSetData(host: Host, caller: Part): void {
  const { setData } = caller
  Object.defineProperty(caller, 'setData', {
    configurable: true,
    writable: true,
    value(data: Data, done?: () => void) {
      const text = JSON.stringify(data ?? {})
      if (text.length > MB) host.report('setData', new Error(`setData of ${text.length} bytes is over 1 MB`))
      return setData.call(this, JSON.parse(text), done)
    }
  })
}

/** The page stack and its four ways to move; a wrong move throws WeChat's own words. */
export function createPages(host: Host, engine: Engine, loader: ReturnType<typeof createLoader>) {
  const stack: Entry[] = []
  let nextId = 0
  const isTab = (url: string) =>
    host.pkg.app.tabBar?.list.some((tab) => tab.pagePath === parseAddress(url).path)
  const call = (entry: Entry, hook: string, ...values: unknown[]) => {
    try {
      return (entry.caller[hook] as ((...values: unknown[]) => unknown) | undefined)?.apply(
        entry.caller,
        values
      )
    } catch (error) {
      host.report(hook, error)
    }
  }
  const absolute = (url: string) =>
    new URL(url, `http://app/${stack.at(-1)?.path ?? ''}`).href.slice('http://app'.length)

  function show(entry: Entry): void {
    for (const each of stack) each.element.classList.toggle('active', each === entry)
    host.chrome.show(entry, stack.length)
    call(entry, 'onShow')
  }
  function open(url: string): void {
    const { path, options } = parseAddress(absolute(url))
    if (!host.pkg.pages.includes(path)) throw new Error(`page "${path}" is not found`)
    loader.loadComponent(path)
    const root = engine.createRoot(path)
    const caller = root.get()
    const element = host.chrome.pageElement(path)
    const config = { ...host.pkg.app.window, ...host.pkg.configs[path] }
    const entry: Entry = { path, options, root, caller, element, config }
    const id = ++nextId
    for (const [name, value] of Object.entries({
      route: path,
      __route__: path,
      options,
      __wxWebviewId__: id,
      getPageId: () => `pageId:${id}`
    }))
      Object.defineProperty(caller, name, { value, writable: true, configurable: true, enumerable: true })
    guardSetData(host, caller)
    stack.push(entry)
    const placeholder = document.createElement('div')
    element.append(placeholder)
    root.attach(element, placeholder)
    element.addEventListener('scroll', () => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight
      if (below <= 50) call(entry, 'onReachBottom')
    })
    call(entry, 'onLoad', { ...options })
    show(entry)
    requestAnimationFrame(() => void call(entry, 'onReady'))
  }
  function close(): void {
    const entry = stack.pop()!
    call(entry, 'onUnload')
    entry.root.release()
    entry.element.remove()
  }
  const closeAll = () => {
    while (stack.length) close()
  }
  return {
    stack,
    open,
    navigateTo(url: string): void {
      if (stack.length >= DEEPEST) throw new Error('webview count limit exceed')
      if (isTab(absolute(url))) throw new Error('can not navigateTo a tabbar page')
      call(stack.at(-1)!, 'onHide')
      open(url)
    },
    redirectTo(url: string): void {
      if (isTab(absolute(url))) throw new Error('can not redirectTo a tabbar page')
      const to = absolute(url)
      close()
      open(to)
    },
    reLaunch(url: string): void {
      const to = absolute(url)
      closeAll()
      open(to)
    },
    switchTab(url: string): void {
      const to = absolute(url)
      if (!isTab(to)) throw new Error('can not switch to no-tabBar page')
      closeAll()
      open(to)
    },
    navigateBack(delta = 1): void {
      for (let step = 0; step < delta && stack.length > 1; step++) close()
      show(stack.at(-1)!)
    },
    pullDown: () => call(stack.at(-1)!, 'onPullDownRefresh')
  }
}
