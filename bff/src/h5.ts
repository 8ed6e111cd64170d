import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from './lib/errors.ts'

/** Every page of the app has an address like `/questions/ask/index`. */
const PAGES = /^(\/[a-z]+)+\/index$/

/** The built H5 app: its files for a year, its page for every other path that asks for HTML. */
export async function serveH5(app: FastifyInstance, dir: string, publicUrl: string): Promise<void> {
  const root = resolve(dir)
  const page = readFileSync(`${root}/index.html`)
  const sendPage = (reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  await app.register(async (pages) => {
    await pages.register(helmet, {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", "'unsafe-inline'", 'https://res.wx.qq.com'],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'", publicUrl.replace(/^http/, 'ws')], // Safari's 'self' leaves sockets out
          upgradeInsecureRequests: null
        }
      },
      strictTransportSecurity: false
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
    pages.get('/verify', (_, reply) => reply.redirect('/verify/index'))
    // What a printed notice's code opens: the county stands in front of it.
    pages.get<{ Params: { code: string } }>('/verify/:code', ({ params: { code } }, reply) => {
      if (code === 'index') return sendPage(reply)
      const county = /^(\d{6})-/.exec(code)?.[1] ?? ''
      return reply.redirect(`/verify/index?county=${county}&code=${encodeURIComponent(code)}`)
    })
    pages.get('/*', ({ url }, reply) => {
      const [path = '/'] = url.split('?')
      if (/^\/(api|wechat)\//.test(path) || /\.\w+$/.test(path)) throw new AppError('not_found')
      if (path !== '/' && !PAGES.test(path)) return reply.redirect('/')
      return sendPage(reply)
    })
  })
}
