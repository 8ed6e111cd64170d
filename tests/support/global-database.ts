import { mkdtempSync, rmSync } from 'node:fs'
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

/** One PostgreSQL for the run, with the two demo counties in a template that every test file clones. */
export default async function setup(project: TestProject) {
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
