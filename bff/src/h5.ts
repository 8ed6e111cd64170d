import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { PAGES, type Page, pageUrl } from 'shared/rules/paths.ts'
import { AppError } from './kernel/lib/errors.ts'

/** Where the built page waits for its nonce. */
const NONCE = '__NONCE__'
const ADDRESSES: ReadonlySet<string> = new Set(Object.keys(PAGES).map((page) => pageUrl(page as Page)))

/** The hashes of a page's own inline pieces: what somebody else might write into it has none of them. */
const hashesOf = (page: string, tag: 'script' | 'style'): string[] =>
  [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(
    ([, inner]) => `'sha256-${createHash('sha256').update(inner!).digest('base64')}'`
  )

/**
 * What the app's pages may load: our own files, WeChat's script, the inline pieces of the page as it was
 * built, and styles with its nonce.
 */
const policyOf = (page: string, publicUrl: string) => {
  const sockets = publicUrl.replace(/^http/, 'ws') // Safari's 'self' leaves sockets out
  return (nonce?: string): string =>
    [
      "default-src 'self'",
      `script-src 'self' https://res.wx.qq.com ${hashesOf(page, 'script').join(' ')}`,
      `style-src 'self' ${[...hashesOf(page, 'style'), ...(nonce ? [`'nonce-${nonce}'`] : [])].join(' ')}`,
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      `connect-src 'self' ${sockets}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'"
    ].join('; ')
}

/** The built H5 app: its files for a year, its page for every other path that asks for HTML. */
export async function serveH5(app: FastifyInstance, dir: string, publicUrl: string): Promise<void> {
  const root = resolve(dir)
  const page = readFileSync(`${root}/index.html`, 'utf8')
  const policy = policyOf(page, publicUrl)
  const sendPage = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy(nonce))
      .send(page.replace(NONCE, nonce))
  }
  await app.register(async (pages) => {
    pages.addHook('onSend', async (_, reply) => {
      reply.header('cross-origin-opener-policy', 'same-origin')
      if (!String(reply.getHeader('content-type')).startsWith('text/html'))
        reply.header('content-security-policy', policy())
    })
    await pages.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          /\.(js|css|png|svg)$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
        )
      }
    })
    pages.get('/verify', (_, reply) => reply.redirect(pageUrl('verify')))
    // What a printed notice's code opens: the county stands in front of it.
    pages.get<{ Params: { code: string } }>('/verify/:code', ({ params: { code } }, reply) => {
      if (code === 'index') return sendPage(reply)
      const county = /^(\d{6})-/.exec(code)?.[1] ?? ''
      return reply.redirect(pageUrl('verify', { county, code }))
    })
    pages.get('/*', ({ url }, reply) => {
      const [path = '/'] = url.split('?')
      if (/^\/(api|wechat)\//.test(path) || /\.\w+$/.test(path)) throw new AppError('not_found')
      if (path !== '/' && !ADDRESSES.has(path)) return reply.redirect('/')
      return sendPage(reply)
    })
  })
}
