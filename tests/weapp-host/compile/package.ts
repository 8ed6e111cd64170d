import { createRequire } from 'node:module'
import { type AppConfig, type Config, faultsOf, type Problem, pagesOf, sizesOf } from './checks.ts'
import { readDist, stemOf } from './files.ts'
import { compileWxss } from './styles.ts'

type Complaint = { message: string; startLine: number }
type Templates = {
  addTmpl: (stem: string, wxml: string) => Complaint[] | undefined
  addScript: (stem: string, wxs: string) => void
  getTmplGenObjectGroups: () => string
  free?: () => void
}
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => Templates
}

/** A compiled mini-program as one object a browser can load. */
export type Package = Readonly<{
  app: AppConfig
  pages: string[]
  configs: Record<string, Config>
  css: Record<string, string>
  modules: Record<string, string>
  templates: string
  sizes: Record<string, number>
  problems: Problem[]
}>

/**
 * Reads a dist folder: WXML by glass-easel's own compiler, WXSS as CSS, and everything WeChat would refuse.
 */
export function compileWeapp(folder: string): Package {
  const dist = readDist(folder)
  const group = new TmplGroup()
  const configs: Record<string, Config> = {}
  const modules: Record<string, string> = {}
  const problems: Problem[] = []
  for (const file of dist.names) {
    const [stem, extension] = stemOf(file)
    if (extension === '.wxml')
      for (const { message, startLine } of group.addTmpl(stem, dist.text(file)) ?? [])
        problems.push({ file: `${file}:${startLine}`, message })
    if (extension === '.wxs') group.addScript(stem, dist.text(file))
    if (extension === '.json') configs[stem] = JSON.parse(dist.text(file)) as Config
    if (extension === '.js') modules[file] = dist.text(file)
  }
  const app = configs.app as AppConfig
  const pages = pagesOf(app)
  const css = Object.fromEntries(
    dist.names
      .filter((file) => file.endsWith('.wxss'))
      .map((file) => [stemOf(file)[0], file] as const)
      .map(([stem, file]) => [stem, compileWxss(dist, file, pages.includes(stem) ? stem : undefined)])
  )
  problems.push(...faultsOf(dist, app, configs))
  const templates = group.getTmplGenObjectGroups()
  group.free?.()
  return { app, pages, configs, css, modules, templates, sizes: sizesOf(dist, app), problems }
}
