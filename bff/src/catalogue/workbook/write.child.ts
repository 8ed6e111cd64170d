import type { ItemContent } from 'shared/items.ts'
import { writeWorkbook } from './write.acts.ts'

type Input = Readonly<{ items: readonly ItemContent[]; stamps: ReadonlyMap<string, string> }>

/** Writes items as XLSX. */
export const run = ({ items, stamps }: Input): Promise<Buffer> => writeWorkbook(items, stamps)
