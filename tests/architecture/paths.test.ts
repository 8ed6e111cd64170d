import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES, type Page, pagePath, pageUrl } from 'shared/rules/paths.ts'
import { expect, it, vi } from 'vitest'

type AppConfig = { pages: string[]; subPackages: { root: string; pages: string[] }[] }

const root = new URL('../..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const folders = Object.keys(PAGES) as Page[]

async function appConfig(): Promise<AppConfig> {
  vi.stubGlobal('defineAppConfig', (config: AppConfig) => config)
  const module: { default: AppConfig } = await import(join(root, 'miniapp/src/app.config.ts'))
  vi.unstubAllGlobals()
  return module.default
}

it('knows every page of the app and no other', async () => {
  const { pages, subPackages } = await appConfig()
  const built = [...pages, ...subPackages.flatMap((part) => part.pages.map((page) => `${part.root}/${page}`))]
  expect(folders.map((page) => pagePath(page)).sort()).toEqual(built.sort())
})

it('lists every parameter a page reads of its address', () => {
  // `county` is read for every page at once, where the app starts.
  const unread = folders.flatMap((page) => {
    const source = globSync(`miniapp/src/${page}/*.{ts,tsx}`, { cwd: root }).map(read).join('\n')
    const whole = source.includes(`PAGES['${page}']`)
    return whole
      ? []
      : PAGES[page].filter((name) => name !== 'county' && !new RegExp(`\\b${name}\\b`).test(source))
  })
  expect(unread).toEqual([])
  for (const page of folders) {
    const [, names = ''] =
      /const \{([^}]*)\} = useRouter\(\)\.params/.exec(read(`miniapp/src/${page}/index.tsx`)) ?? []
    const taken = names.split(',').map((name) => name.trim().split(/\W/)[0]!)
    expect(PAGES[page] as readonly string[], page).toEqual(expect.arrayContaining(taken.filter(Boolean)))
  }
})

it('writes addresses in one place alone', () => {
  const sources = globSync('{bff,miniapp,shared}/src/**/*.{ts,tsx}', { cwd: root })
  const written = sources.filter((file) => /['"`/]\/?[\w-]+\/index(\?|['"`])/.test(read(file)))
  expect(written.sort()).toEqual(['miniapp/src/app.config.ts', 'shared/src/rules/paths.ts'])
})

it('encodes what it carries and leaves out what is empty', () => {
  expect(pageUrl('guide/item', { id: 'a&b', a: '是=1', v: undefined })).toBe(
    '/guide/item/index?id=a%26b&a=%E6%98%AF%3D1'
  )
  expect(pageUrl('booking/one', { id: 'x', door: '' })).toBe('/booking/one/index?id=x')
  expect(pagePath('home')).toBe('home/index')
})
