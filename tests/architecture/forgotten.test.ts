import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { api } from 'shared/api.ts'
import { PAGES } from 'shared/rules/paths.ts'
import { expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = globSync('{bff,miniapp}/src/**/*.{ts,tsx}', { cwd: root })

it('serves every line of the contract, from a file of routes that somebody registers', () => {
  const routes = sources.filter((file) => file.endsWith('.routes.ts'))
  const served = routes.map(read).join('\n')
  expect(Object.keys(api).filter((line) => !served.includes(`on('${line}')`))).toEqual([])
  const imported = sources
    .filter((file) => file.startsWith('bff/'))
    .map(read)
    .join('\n')
  const alone = routes.filter((file) => !imported.includes(`/${file.split('/').at(-1)}'`))
  expect(alone).toEqual([])
})

it('builds every page that is written, each with a title and a way to it', () => {
  const written = globSync('miniapp/src/**/index.tsx', { cwd: root }).map((file) =>
    dirname(file).replace('miniapp/src/', '')
  )
  expect(written.filter((folder) => !(folder in PAGES))).toEqual([])
  expect(
    written.filter((folder) => !existsSync(join(root, `miniapp/src/${folder}/index.config.ts`)))
  ).toEqual([])
  const ways = sources
    .filter((file) => !file.endsWith('app.config.ts'))
    .map(read)
    .join('\n')
  expect(Object.keys(PAGES).filter((page) => !ways.includes(`'${page}'`))).toEqual([])
})

it('runs every journey that is written', () => {
  const journeys = globSync('tests/e2e/journeys/*.ts', { cwd: root }).filter(
    (file) => !/(index|steps)\.ts$/.test(file)
  )
  const index = read('tests/e2e/journeys/index.ts')
  const told = journeys.flatMap((file) =>
    [...read(file).matchAll(/^export async function (\w+)\(crew: Crew/gm)].map(([, name]) => name!)
  )
  expect(told.length).toBeGreaterThan(20)
  expect(told.filter((name) => !new RegExp(`\\b${name}\\b`).test(index))).toEqual([])
})

it('names no file in its pages that is not there', () => {
  const pages = ['CONTRIBUTING.md', 'README.md', 'README.zh-CN.md', ...globSync('docs/*.md', { cwd: root })]
  const gone = pages.flatMap((page) =>
    [
      ...read(page).matchAll(
        /`((?:bff|shared|miniapp|demo|tests|docs|mock-server)\/[\w./-]+\.(?:ts|tsx|md|json|sql))`/g
      )
    ]
      // The pages on reliability and on ASVS cite tests from the folder of tests on.
      .filter(([, path]) => !['', 'tests'].some((folder) => existsSync(join(root, folder, path!))))
      .map(([, path]) => `${page}: ${path}`)
  )
  expect(gone).toEqual([])
})
