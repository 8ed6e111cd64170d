// Runs a TypeScript entry under Node 24 and pnpm brought by npm, on a machine with any Node from 20 on.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const [entry, ...args] = process.argv.slice(2)
const TOOLS = ['node@24.21.0', 'pnpm@12.21.0']

const KEPT = join(root, 'node_modules/.tools') // where they were found last; asking npm takes seconds

/**
 * The folder with node and pnpm of the wanted versions, from npm's own cache when they were fetched before.
 */
function tools() {
  const [versions, last] = existsSync(KEPT) ? readFileSync(KEPT, 'utf8').split('\n') : []
  const there = last && existsSync(join(last, 'node')) && existsSync(join(last, 'pnpm'))
  if (there && versions === TOOLS.join(' ')) return last
  const packages = TOOLS.flatMap((name) => ['-p', name])
  const { stdout, stderr, status } = spawnSync('npx', ['-y', ...packages, '-c', 'command -v pnpm'], {
    encoding: 'utf8',
    cwd: root
  })
  if (status !== 0) throw new Error(`npm could not bring ${TOOLS.join(' and ')}: ${stderr}`)
  return dirname(stdout.trim())
}

function install(bin, env) {
  const stamp = join(root, 'node_modules/.installed')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const { status } = spawnSync(
    join(bin, 'pnpm'),
    ['install', '--frozen-lockfile', '--reporter=append-only'],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }
  )
  if (status !== 0) throw new Error('pnpm install failed')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

const bin = tools()
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` }
install(bin, env)
writeFileSync(KEPT, `${TOOLS.join(' ')}\n${bin}`)
// A group of its own: Ctrl-C reaches this process from the terminal and again from npm, the child must hear
// it once.
const child = spawn(join(bin, 'node'), [join(root, entry), ...args], {
  cwd: root,
  env,
  stdio: 'inherit',
  detached: true
})
let told = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (!told) child.kill(signal)
    told = true
  })
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
