import type { RowError } from 'shared/catalogue.ts'
import type { ItemContent } from 'shared/items.ts'

export type Source = Readonly<{ row: number; stamp: string }>
export type Read = Readonly<{ items: ItemContent[]; sources: Source[]; errors: RowError[] }>
