import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildClient } from 'demo/build-client.ts'
import { ensureChromium } from './support/chromium.ts'

// Runs every check of the project. --quick: lint, types, rules and the shape of the house. --no-browser
// leaves out the journeys and the app's builds. --deep takes hours: every death, a hundred kills, half an
// hour of chaos.
const root = resolve(import.meta.dirname, '..')
const quick = process.argv.includes('--quick')
const browsers = !quick && !process.argv.includes('--no-browser')
if (process.argv.includes('--deep')) process.env.DEEP = '1'
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const report = join(mkdtempSync(join(tmpdir(), 'bangban-run-')), 'report.json')

let [passed, failed] = [0, 0]
function step(name: string, command: string, args: string[], cwd = root): void {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: process.env })
  if (status === 0) passed += 1
  else failed += 1
}

step('format and lint', bin('biome'), ['check', '--error-on-warnings'])
step('types', bin('tsc'), ['--noEmit'])
step('types of the app', bin('tsc'), ['--noEmit', '-p', 'miniapp'])
if (browsers) {
  ensureChromium()
  // Once, before any test's own time runs; the tests find it built.
  for (const host of ['weapp', 'h5'] as const)
    await buildClient(root, host, join(root, '.data'), (text) => console.log(`\n== ${text}`))
}
const wanted = quick ? ['quick'] : browsers ? ['checks', 'browsers'] : ['checks']
const projects = wanted.flatMap((name) => ['--project', name])
step(
  'tests',
  join(root, 'tests/node_modules/.bin/vitest'),
  ['run', ...projects, '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  join(root, 'tests')
)

try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
  }
  passed += numPassedTests
  failed += numFailedTests
} catch {
  failed += 1
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
