import { posix } from 'node:path'
import type { Dist } from './files.ts'

export type Problem = Readonly<{ file: string; message: string }>
export type Config = { usingComponents?: Record<string, string> } & Record<string, unknown>
export type AppConfig = Config & {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  entryPagePath?: string
  window?: Record<string, unknown>
  tabBar?: { list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[] }
}

const KB = 1024
const LIMITS = { package: 2 * KB * KB, all: 30 * KB * KB, icon: 40 * KB } // bytes; WeChat's, 2024
const notShipped = /(^project\.(private\.)?config\.json|\.map)$/

/** Every page of the app, the main package's first. */
export const pagesOf = (app: AppConfig): string[] => [
  ...app.pages,
  ...(app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))
]

/** Bytes of the main package, of each sub-package and of all together. */
export function sizesOf(dist: Dist, app: AppConfig): Record<string, number> {
  const roots = (app.subPackages ?? []).map(({ root }) => root.replace(/\/?$/, '/'))
  const sizes: Record<string, number> = { main: 0, all: 0 }
  for (const name of dist.names.filter((each) => !notShipped.test(each))) {
    const part = roots.find((root) => name.startsWith(root)) ?? 'main'
    sizes[part] = (sizes[part] ?? 0) + dist.bytes(name)
    sizes.all = sizes.all! + dist.bytes(name)
  }
  return sizes
}

function* missingFiles(dist: Dist, pages: string[], configs: Record<string, Config>): Generator<Problem> {
  for (const page of pages)
    for (const file of ['js', 'json', 'wxml'].map((extension) => `${page}.${extension}`))
      if (!dist.has(file)) yield { file, message: 'page file missing' }
  for (const [stem, { usingComponents }] of Object.entries(configs))
    for (const [name, path] of Object.entries(usingComponents ?? {})) {
      const target = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(stem), path)
      if (!dist.has(`${target}.js`))
        yield { file: `${stem}.json`, message: `component ${name} at ${target} is missing` }
    }
}

function* tabBarFaults(dist: Dist, app: AppConfig): Generator<Problem> {
  const file = 'app.json'
  for (const tab of app.tabBar?.list ?? []) {
    if (!app.pages.includes(tab.pagePath))
      yield { file, message: `tab ${tab.pagePath} is not in the main package` }
    for (const icon of [tab.iconPath, tab.selectedIconPath]) {
      if (!icon) continue
      if (!dist.has(icon)) yield { file, message: `icon ${icon} is missing` }
      else if (dist.bytes(icon) > LIMITS.icon) yield { file: icon, message: 'icon is over 40 KB' }
    }
  }
}

/** What WeChat would refuse of this bundle. */
export function* faultsOf(dist: Dist, app: AppConfig, configs: Record<string, Config>): Generator<Problem> {
  yield* missingFiles(dist, pagesOf(app), configs)
  yield* tabBarFaults(dist, app)
  const { all, ...packages } = sizesOf(dist, app)
  for (const [name, bytes] of Object.entries(packages))
    if (bytes > LIMITS.package) yield { file: name, message: `package of ${bytes} bytes is over 2 MB` }
  if (all! > LIMITS.all) yield { file: 'app.json', message: `${all} bytes in all is over 30 MB` }
}
