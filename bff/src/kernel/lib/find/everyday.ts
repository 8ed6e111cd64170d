import { readFileSync } from 'node:fs'

/** Words of everyday, of the fields and of Shandong's villages, written down by us; a county adds its own. */
export type Everyday = Readonly<{
  /** Groups of words that mean the same. */
  same: readonly (readonly string[])[]
  /** The same for what is done to a thing: it names nothing by itself. */
  doing: readonly (readonly string[])[]
  /** What people ask a government's app for that others do, as long as no item speaks of it. */
  elsewhere: readonly string[]
}>

export const EVERYDAY: Everyday = JSON.parse(
  readFileSync(new URL('./everyday.json', import.meta.url), 'utf8')
) as Everyday
