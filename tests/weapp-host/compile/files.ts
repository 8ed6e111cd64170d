import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** What lies in a compiled mini-program's folder. */
export type Dist = Readonly<{
  names: readonly string[]
  has: (name: string) => boolean
  text: (name: string) => string
  bytes: (name: string) => number
}>

/** The files of a folder by their names in it, with forward slashes. */
export function readDist(folder: string): Dist {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name)))
  const known = new Set(names)
  return {
    names,
    has: (name) => known.has(name),
    text: (name) => readFileSync(join(folder, name), 'utf8'),
    bytes: (name) => statSync(join(folder, name)).size
  }
}

/** 'a/b.wxml' → ['a/b', '.wxml']. */
export function stemOf(name: string): [stem: string, extension: string] {
  const extension = posix.extname(name)
  return [name.slice(0, name.length - extension.length), extension]
}
