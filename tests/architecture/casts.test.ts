import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** A library's type that is narrower than what it takes: each of these stands where the library is called. */
const MOST = 10

it('tells the compiler to look away at no more than ten places of the product', () => {
  const found = globSync('{bff,miniapp,shared,mock-server}/src/**/*.{ts,tsx}', { cwd: root }).flatMap(
    (file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /\bas (unknown as|never\b)/.test(line))
        .map((line) => `${file}: ${line.trim()}`)
  )
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST)
  expect(found.length).toBeGreaterThan(0)
})
