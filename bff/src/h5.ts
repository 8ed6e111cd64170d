import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from './lib/errors.ts'

const PAGES = /^\/(home|questions|directory|mine|work|admin)\//

/** The built H5 app: its files for a year, its page for every other path that asks for HTML. */
export async function serveH5(app: FastifyInstance, dir: string): Promise<void> {
  const root = resolve(dir)
  const page = readFileSync(`${root}/index.html`)
  await app.register(async (pages) => {
    await pages.register(helmet, {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", "'unsafe-inline'", 'https://res.wx.qq.com'],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'"],
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
    pages.get('/*', ({ url }, reply) => {
      const [path = '/'] = url.split('?')
      if (/^\/(api|wechat)\//.test(path) || /\.\w+$/.test(path)) throw new AppError('not_found')
      if (path !== '/' && !PAGES.test(path)) return reply.redirect('/')
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    })
  })
}
