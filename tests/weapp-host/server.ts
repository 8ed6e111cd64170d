import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { build } from 'esbuild'
import { compileWeapp, type Package } from './compile/package.ts'

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>weapp</title><link rel="icon" href="data:,"><body><script type="module" src="/host.js"></script></body></html>`
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml'
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'host/main.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    target: 'es2022',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"development"' }
  })
  return outputFiles[0]!.text
}

/** Serves a compiled mini-program and the host that runs it on a port of loopback. */
export async function serveWeapp(folder: string): Promise<{ url: string; pkg: Package; close: () => void }> {
  const pkg = compileWeapp(folder)
  const answers: Record<string, readonly [type: string, body: string]> = {
    '/': ['text/html; charset=utf-8', PAGE],
    '/host.js': ['text/javascript', await bundle()],
    '/package.json': ['application/json', JSON.stringify(pkg)]
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host')
    const answer = answers[pathname]
    if (answer) return void response.writeHead(200, { 'content-type': answer[0] }).end(answer[1])
    try {
      const path = normalize(decodeURIComponent(pathname.replace(/^\/app\//, '/')))
      const content = readFileSync(join(folder, path))
      response
        .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
        .end(content)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, pkg, close: () => server.close() }
}
