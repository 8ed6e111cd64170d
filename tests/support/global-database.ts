import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from 'bff/embedded.ts'
import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}

const OLD_MS = 6 * 3_600_000

/** Takes away what earlier runs that were cut off have left behind. */
function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith('bangban-'))) {
    const path = join(tmpdir(), name)
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - made > OLD_MS) rmSync(path, { recursive: true, force: true })
  }
}

/** One PostgreSQL for the run, with the two demo counties in a template that every test file clones. */
export default async function setup(project: TestProject) {
  sweepLeftovers()
  const dir = mkdtempSync(join(tmpdir(), 'bangban-test-'))
  const server = await startEmbedded(join(dir, 'postgres'), ['-c', 'fsync=off', '-c', 'max_connections=300'])
  const base = server.url.replace(/\/postgres$/, '')
  await makeTemplate(base)
  project.provide('databaseServer', base)
  return async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
