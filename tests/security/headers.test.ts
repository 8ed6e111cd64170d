import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveH5 } from 'bff/h5.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PUBLIC_URL, type Stack, startStack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  const dir = mkdtempSync(join(tmpdir(), 'bangban-h5-'))
  writeFileSync(
    join(dir, 'index.html'),
    '<meta name="csp-nonce" content="__NONCE__"><style>b{}</style><script>one()</script><div id="app"></div>'
  )
  writeFileSync(join(dir, 'app.js'), 'two()')
  await serveH5(stack.app, dir, PUBLIC_URL)
})
afterAll(() => stack?.stop())

const everywhere = [
  '/api/370829/villages',
  '/api/370829/nothing',
  '/api/370829/questions/mine',
  '/live',
  '/api/docs/',
  '/api/openapi.json',
  '/open311/v2/services.json?jurisdiction_id=370829',
  '/home/index',
  '/app.js',
  '/a%00b',
  '/%zz'
]

it.each(everywhere)('%s carries them', async (url) => {
  const { headers } = await stack.app.inject({ url })
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-frame-options']).toBe('DENY')
  expect(headers['cache-control']).toBeDefined()
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/default-src '(none|self)'/)
  expect(policy).not.toContain('unsafe')
})

it.each(['/api/370829/villages', '/api/370829/questions/mine', '/live', '/api/370829/nothing'])(
  '%s is kept by nobody',
  async (url) => {
    expect((await stack.app.inject({ url })).headers['cache-control']).toBe('no-store')
  }
)

it('lets a page run its own inline script and no other', async () => {
  const { headers, body } = await stack.app.inject({ url: '/home/index' })
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' https:\/\/res\.wx\.qq\.com 'sha256-[\w+/=]{44}';/)
  expect(policy).toMatch(/style-src 'self' 'sha256-[\w+/=]{44}'/)
  for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule)
  const [, nonce] = /content="([^"]+)"/.exec(body)!
  expect(policy).toContain(`'nonce-${nonce}'`)
  expect((await stack.app.inject({ url: '/home/index' })).body).not.toContain(nonce)
})
