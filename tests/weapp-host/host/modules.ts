import type { CodeSpace } from './engine.ts'
import type { Data, Host, PartEvent } from './types.ts'

type Module = { exports: unknown }
type Handler = (this: unknown, ...values: unknown[]) => unknown
// What WeChat's script engine offers besides the language itself; all else of the window is hidden from the
// app.
const PROVIDED = ['console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']
const LANGUAGE =
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN'.split(
    ' '
  )

function windowNames(): string[] {
  const names = new Set<string>()
  for (let level: object = window; level !== Object.prototype; level = Object.getPrototypeOf(level))
    for (const name of Object.getOwnPropertyNames(level)) names.add(name)
  const shown = new Set([...LANGUAGE, ...PROVIDED, 'constructor'])
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !shown.has(name))
}

const noCode = new Proxy(Function, {
  construct() {
    throw new EvalError('new Function is not available in a mini-program')
  },
  apply: () => () => undefined
})

const bare = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))
const target = (part: Data) => ({
  id: part.id ?? '',
  offsetLeft: 0,
  offsetTop: 0,
  dataset: { ...(part.dataset ?? {}) }
})
/** An event as it arrives in the app: plain data, as after its way through JSON. */
function plain(event: unknown): unknown {
  if (!event || typeof (event as Data).getEventName !== 'function') return event
  const heard = event as PartEvent &
    Record<'target' | 'currentTarget' | 'detail' | 'mark' | 'touches' | 'changedTouches', Data> &
    Data
  return {
    type: heard.type,
    timeStamp: heard.timeStamp,
    target: target(heard.target),
    currentTarget: target(heard.currentTarget),
    mark: { ...heard.mark },
    detail: bare(heard.detail),
    touches: heard.touches ?? [],
    changedTouches: heard.changedTouches ?? []
  }
}
function hearingPlain(methods: Data | undefined): void {
  for (const [name, method] of Object.entries(methods ?? {}))
    if (typeof method === 'function')
      methods![name] = function (this: unknown, ...values: unknown[]) {
        return (method as Handler).apply(this, [...values.slice(0, 1).map(plain), ...values.slice(1)])
      }
}

/**
 * Loads the app's modules as WeChat's script engine does; `loadComponent` brings what a component leans on
 * first.
 */
export function createLoader(host: Host, space: CodeSpace) {
  const { modules, app, configs, pages } = host.pkg
  const loaded = new Map<string, Module>()
  const stems: string[] = []
  let instance: Data | undefined

  // Taro's page wrapper catches what rendering throws and only prints it: printed errors count too.
  const logger = {
    ...console,
    error: (...said: unknown[]) =>
      host.report(
        'console.error',
        said.map((each) => (each instanceof Error ? each.stack : String(each))).join(' ')
      )
  }
  const global: Data = Object.fromEntries(
    LANGUAGE.filter((name) => name in window).map((name) => [name, (window as never)[name]])
  )
  for (const name of PROVIDED.slice(1))
    global[name] = (window as unknown as Record<string, Handler>)[name]!.bind(window)
  Object.assign(global, { wx: host.wx, console: logger, Function: noCode })
  const scope: Data = {
    console: logger,
    wx: host.wx,
    Function: noCode,
    global,
    globalThis: global,
    __wxConfig: { pages, envVersion: 'develop', platform: 'devtools' },
    App: (definition: Data) => {
      instance = definition
    },
    getApp: () => instance,
    getCurrentPages: () => host.pages.stack.map(({ caller }) => caller),
    // These belong to the file being required now: webpack moves a component's body into a shared chunk.
    Page: (definition: Data) => {
      hearingPlain(definition)
      for (const hook of ['onLoad', 'onShow', 'onHide', 'onUnload', 'onReady']) definition[hook] ??= () => {}
      space.component(stems.at(-1)!).pageDefinition(definition).register()
    },
    Component: (definition?: Data) => {
      hearingPlain(definition?.methods as Data)
      const component = space.component(stems.at(-1)!)
      return definition === undefined ? component : component.definition(definition).register()
    },
    Behavior: (definition: Data) => space.behavior().definition(definition).register()
  }
  const hidden = windowNames().filter((name) => !(name in scope))
  const names = [...Object.keys(scope), 'require', 'module', 'exports', ...hidden]

  function resolve(from: string, path: string): string {
    const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
    for (const step of path.split('/')) {
      if (step === '..') parts.pop()
      else if (step !== '' && step !== '.') parts.push(step)
    }
    const stem = parts.join('/')
    const file = [stem, `${stem}.js`, `${stem}/index.js`].find((each) => modules[each] !== undefined)
    if (!file) throw new Error(`module '${path}' is not defined, required from '${from}'`)
    return file
  }
  function load(file: string): unknown {
    const known = loaded.get(file)
    if (known) return known.exports
    const module: Module = { exports: {} }
    loaded.set(file, module)
    stems.push(file.replace(/\.js$/, ''))
    try {
      const own: Data = {
        ...scope,
        module,
        exports: module.exports,
        require: (path: string) => load(resolve(file, path))
      }
      const run = new Function(...names, `${modules[file]}\n//# sourceURL=weapp:///${file}`)
      run(...names.map((name) => own[name]))
    } finally {
      stems.pop()
    }
    return module.exports
  }
  const registered = new Set<string>()
  function loadComponent(stem: string): void {
    if (registered.has(stem)) return
    registered.add(stem)
    for (const path of Object.values({ ...app.usingComponents, ...configs[stem]?.usingComponents }))
      loadComponent(resolve(`${stem}.js`, path).replace(/\.js$/, ''))
    load(`${stem}.js`)
  }
  return { load, loadComponent, app: () => instance }
}
