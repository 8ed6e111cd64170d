import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const MOST_KEPT = 8000 // characters of what a failed build said

/** What the bundle is made of; its hash says whether the last build still holds. */
function fingerprint(root: string): string {
  const hash = createHash('sha256')
  const files = globSync(
    ['miniapp/src/**/*', 'miniapp/config/*', 'miniapp/package.json', 'shared/src/**/*', 'pnpm-lock.yaml'],
    { cwd: root, withFileTypes: true }
  )
  for (const file of files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort())
    hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Beside each script and style its packed twins: a thin network gets a quarter of the bytes. */
function compress(out: string): void {
  for (const file of globSync('**/*.{js,css}', { cwd: out }).map((name) => join(out, name))) {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes))
  }
}

/** Runs a script of ours to its end; its exit code and the end of what it wrote. */
async function run(args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const endIt = () => void child.kill()
  process.once('exit', endIt)
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      written = (written + text).slice(-MOST_KEPT)
    })
  const [status] = (await once(child, 'close')) as [number | null]
  process.off('exit', endIt)
  return { status, written }
}

/**
 * Builds one platform of the app unless it is built already; resolves to the folder. A failed build throws.
 */
export async function buildClient(
  root: string,
  type: 'h5' | 'weapp',
  stampDir: string,
  say: (text: string) => void,
  env: Record<string, string> = {}
): Promise<string> {
  const out = join(root, 'miniapp', type === 'h5' ? 'dist-h5' : 'dist')
  const stamp = join(stampDir, `${type}.stamp`)
  const now = fingerprint(root) + JSON.stringify(env)
  if (existsSync(out) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return out
  say(`building the app for ${type} …`)
  rmSync(out, { recursive: true, force: true })
  rmSync(stamp, { force: true })
  const taro = join(root, 'miniapp/node_modules/@tarojs/cli/bin/taro')
  // Under `node --watch` a child would report its files to a parent that webpack's workers do not expect.
  const { WATCH_REPORT_DEPENDENCIES: watched, ...inherited } = process.env
  const { status, written } = await run(
    ['--max-semi-space-size=64', taro, 'build', '--type', type, '--no-check'],
    join(root, 'miniapp'),
    // A cache costs ten seconds to write and pays only who builds again. The splitter of subpackages gives
    // back what its cache holds, also when the sources have changed.
    { ...inherited, NODE_ENV: 'production', TARO_CACHE: type === 'h5' && watched ? '1' : '', ...env }
  )
  // The runner leaves an empty folder behind when it fails: only its exit code and its app file count.
  const made = type === 'h5' ? join(out, 'index.html') : join(out, 'app.json')
  if (status !== 0 || !existsSync(made)) throw new Error(`taro build ${type} failed\n${written}`)
  if (type === 'h5') compress(out)
  mkdirSync(stampDir, { recursive: true })
  writeFileSync(stamp, now)
  return out
}
