import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mark } from './chain.rules.ts'

const written = new Map<string, string>()
const daysOf = (dir: string, tenantId: string) => join(dir, `${tenantId}.anchors.jsonl`)
const newestOf = (dir: string, tenantId: string) => join(dir, `${tenantId}.newest.json`)

/**
 * Keeps how far a county's chain is outside the database: a line a day, to be copied elsewhere by the
 * operator, and the newest. A chain that is shorter than either, or another, was cut or made anew.
 */
export async function keepMark(
  dir: string,
  tenantId: string,
  day: string,
  { position, hash }: Mark
): Promise<void> {
  await mkdir(dir, { recursive: true })
  const line = `${JSON.stringify({ day, position, hash })}\n`
  if (written.get(`${dir}/${tenantId}`) !== day && !daysIn(dir, tenantId).some((mark) => mark.day === day))
    await appendFile(daysOf(dir, tenantId), line, { mode: 0o600 })
  written.set(`${dir}/${tenantId}`, day)
  const fresh = `${newestOf(dir, tenantId)}.${randomUUID()}`
  await writeFile(fresh, line, { mode: 0o600 })
  await rename(fresh, newestOf(dir, tenantId))
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Mark & { day: string }]
      } catch {
        return [] // a line that a power cut tore
      }
    })
const daysIn = (dir: string, tenantId: string) =>
  existsSync(daysOf(dir, tenantId)) ? linesOf(readFileSync(daysOf(dir, tenantId), 'utf8')) : []

/** The marks of an anchor file, or of a folder as it is written here. */
export function marksIn(path: string, tenantId?: string): Mark[] {
  if (!tenantId) return linesOf(readFileSync(path, 'utf8'))
  const newest = newestOf(path, tenantId)
  return [...daysIn(path, tenantId), ...(existsSync(newest) ? linesOf(readFileSync(newest, 'utf8')) : [])]
}
