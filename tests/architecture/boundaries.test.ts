import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { errors } from 'shared/errors.ts'
import { describe, expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const files = globSync('{shared,bff,miniapp,mock-server}/src/**/*.{ts,tsx}', { cwd: root })
const IMPORT = /^(?:import|export) (type )?[^']*?from '([^']+)'/gm
const imports = files.flatMap((file) =>
  [...read(file).matchAll(IMPORT)].map(([, type, from]) => ({
    file,
    typeOnly: Boolean(type),
    to: from!.startsWith('.') ? normalize(join(dirname(file), from!)) : from!
  }))
)
/** The wing of the house a file stands in; what lies at the root puts the wings together. */
const wing = (path: string) =>
  /^bff\/src\/(kernel|platform|assistant|catalogue|hall|cases)\//.exec(path)?.[1] ?? 'root'
/** Who may use whom: never back, and the assistant meets none of the others. */
const USES: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  platform: ['kernel'],
  assistant: ['kernel', 'platform'],
  catalogue: ['kernel', 'platform'],
  hall: ['kernel', 'platform', 'catalogue'],
  cases: ['kernel', 'platform', 'catalogue']
}

/** Storeys of a slice, by suffix: nothing uses what lies above it. A child is a process of its own. */
const STOREYS: Readonly<Record<string, number>> = {
  types: 0,
  table: 0,
  rules: 0,
  words: 0,
  repo: 1,
  present: 1,
  layout: 1,
  acts: 2,
  routes: 3,
  jobs: 3,
  child: 3
}
const suffix = (path: string) => /\.(\w+)\.ts$/.exec(path)?.[1] ?? ''
/**
 * Files of the service that carry no storey: the root puts the wings together, and lib and vendors are the
 * tools.
 */
const STOREYLESS = /^bff\/src\/(kernel\/|[\w-]+\.ts$)|\.d\.ts$/

const rules: [string, (i: (typeof imports)[number]) => boolean][] = [
  [
    'shared imports typebox and itself only',
    ({ file, to }) => !file.startsWith('shared/') || to === 'typebox' || to.startsWith('shared/')
  ],
  [
    'the app takes types from shared, and code from its rules alone',
    ({ file, to, typeOnly }) =>
      !file.startsWith('miniapp/') ||
      to.startsWith('shared/rules/') ||
      !/^(shared|bff|typebox)\b/.test(to) ||
      (typeOnly && to.startsWith('shared/'))
  ],
  [
    'shared rules import one another and nothing else',
    ({ file, to }) => !file.startsWith('shared/src/rules/') || to.startsWith('shared/src/rules/')
  ],
  [
    'the mock knows nothing of ours',
    ({ file, to }) => !file.startsWith('mock-server/') || !/^(shared|bff|miniapp)\b/.test(to)
  ],
  [
    'rules are pure: rules, lib and types',
    ({ file, to, typeOnly }) =>
      !file.endsWith('.rules.ts') ||
      typeOnly ||
      /^(shared|bff\/src\/kernel\/lib)\//.test(to) ||
      /^node:crypto$/.test(to) ||
      /\.(rules|words)\.ts$|\.json$/.test(to)
  ],
  [
    'only repos, tables, jobs and lib speak SQL',
    ({ file, to, typeOnly }) =>
      !to.startsWith('drizzle-orm') ||
      typeOnly ||
      /\.(repo|table|jobs)\.ts$|bff\/src\/(kernel\/lib\/|migrate\.ts)/.test(file)
  ],
  [
    'a rule never reads a table',
    ({ file, to, typeOnly }) => !file.endsWith('.rules.ts') || typeOnly || !/\.(repo|table)\.ts$/.test(to)
  ],
  [
    'a wing uses itself and those below it',
    ({ file, to }) => {
      const [from, used] = [wing(file), wing(to)]
      return (
        !/^bff\/src\//.test(file) ||
        !/^bff\/src\//.test(to) ||
        from === 'root' ||
        from === used ||
        USES[from]!.includes(used)
      )
    }
  ],
  [
    'nothing uses a storey above its own',
    ({ file, to }) =>
      !to.startsWith('bff/src/') ||
      STOREYLESS.test(file) ||
      (STOREYS[suffix(to)] ?? 0) <= (STOREYS[suffix(file)] ?? 0)
  ],
  [
    'the app’s lib knows neither components nor pages, a component no page',
    ({ file, to }) =>
      !file.startsWith('miniapp/src/') ||
      !to.startsWith('miniapp/src/') ||
      (/^miniapp\/src\/lib\//.test(file)
        ? to.startsWith('miniapp/src/lib/')
        : !/^miniapp\/src\/components\//.test(file) || /^miniapp\/src\/(lib|components)\//.test(to))
  ],
  [
    'vendors know the kernel alone',
    ({ file, to }) =>
      !file.startsWith('bff/src/kernel/vendors/') || wing(to) === 'kernel' || !to.startsWith('bff/')
  ],
  [
    'the service knows nothing of the demo',
    ({ file, to }) => !file.startsWith('bff/') || !/^(demo|mock-server)\b/.test(to)
  ]
]

describe('imports', () => {
  it.each(rules)('%s', (_, holds) => expect(imports.filter((i) => !holds(i))).toEqual([]))
})

it('names a storey in every file of the wings', () => {
  const own = files.filter((file) => file.startsWith('bff/src/') && !STOREYLESS.test(file))
  expect(own.filter((file) => !(suffix(file) in STOREYS))).toEqual([])
  const root = files.filter((file) => /^bff\/src\/[\w-]+\.ts$/.test(file) && !(suffix(file) in STOREYS))
  expect(root.length, 'files at the root that put the house together').toBeLessThanOrEqual(12)
})

/**
 * Groups of files that import one another in a ring, types included (Tarjan's components of more than one).
 */
function rings(among: readonly string[]): string[][] {
  const uses = new Map(among.map((file) => [file, [] as string[]]))
  for (const { file, to } of imports) if (uses.has(file) && uses.has(to)) uses.get(file)!.push(to)
  const [seen, low, path, found] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[][]
  ]
  const visit = (file: string): void => {
    seen.set(file, seen.size)
    low.set(file, seen.get(file)!)
    path.push(file)
    for (const used of uses.get(file)!) {
      if (!seen.has(used)) visit(used)
      if (path.includes(used)) low.set(file, Math.min(low.get(file)!, low.get(used)!))
    }
    if (low.get(file) !== seen.get(file)) return
    const ring = path.splice(path.indexOf(file))
    if (ring.length > 1) found.push(ring)
  }
  for (const file of among) if (!seen.has(file)) visit(file)
  return found
}
it.each(['shared', 'bff', 'miniapp', 'mock-server'])('goes in no circle: %s', (own) =>
  expect(rings(files.filter((file) => file.startsWith(`${own}/`)))).toEqual([])
)

it('has no more than twelve folders in any one', () => {
  const dirs = [...new Set(files.filter((file) => file.startsWith('bff/')).map((file) => dirname(file)))]
  const all = new Set(
    dirs.flatMap((dir) => dir.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')))
  )
  const inside = Map.groupBy(
    [...all].filter((dir) => dir.includes('/')),
    (dir) => dirname(dir)
  )
  expect([...inside].filter(([, own]) => own.length > 12).map(([dir, own]) => [dir, own.length])).toEqual([])
})

describe('sizes', () => {
  const styles = globSync('miniapp/src/**/*.scss', { cwd: root })
  const lines = [...files, ...styles].map((file) => [file, read(file).split('\n').length - 1] as const)
  it('no file is over 200 lines', () => expect(lines.filter(([, count]) => count > 200)).toEqual([]))
  it('no comment line is wider than 110 characters', () => {
    const wide = files.flatMap((file) =>
      read(file)
        .split('\n')
        .filter((text) => /^\s*(\/\/|\/?\*)/.test(text) && [...text].length > 110)
        .map((text) => `${file}: ${text.trim()}`)
    )
    expect(wide).toEqual([])
  })
  it('the median file is short', () => {
    const sorted = lines.map(([, count]) => count).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(150)
  })
})

it('takes time only from its dependencies', () => {
  const clocks = files.filter(
    (file) => /^bff\/src\/(?!server|main)/.test(file) && /new Date\(\)|Date\.now\(\)/.test(read(file))
  )
  expect(clocks).toEqual([])
})

it('throws every error of the catalogue somewhere', () => {
  const thrown = files
    .filter((file) => file.startsWith('bff/'))
    .map(read)
    .join('\n')
  expect(Object.keys(errors).filter((code) => !thrown.includes(`'${code}'`))).toEqual([])
})

it('documents every variable it reads, and every document path exists', () => {
  const operations = read('docs/operations.md')
  const names = [...read('bff/src/env.ts').matchAll(/^ {2}([A-Z_0-9]+): Type/gm)].map(([, name]) => name!)
  expect(names.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
  const example = read('.env.example')
  expect(names.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([])
  for (const page of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])
    for (const [, path] of read(page).matchAll(/\]\(((?!http)[^)#]+)\)/g))
      expect(existsSync(join(root, path!)), path).toBe(true)
})

it('cites only tests that exist', () => {
  for (const page of ['docs/asvs.md', 'docs/reliability.md'])
    for (const [, path] of read(page).matchAll(
      /`?(?:tests\/)?((?:bff|faults|security|load|architecture|support)\/[\w.-]+\.ts)/g
    )) {
      const cited = path!.startsWith('bff/') && existsSync(join(root, path!)) ? path! : `tests/${path}`
      expect(existsSync(join(root, cited)), `${page}: ${path}`).toBe(true)
    }
})

it('names no package registry', () => {
  const own = globSync('{*.md,*.yaml,*.json,docs/**/*.md,.ci/*,bff/**/*.ts,tests/support/**/*.ts}', {
    cwd: root,
    exclude: ['**/node_modules/**']
  })
  expect(own.filter((file) => /registry\.|npmmirror|verdaccio/.test(read(file)))).toEqual([])
})
