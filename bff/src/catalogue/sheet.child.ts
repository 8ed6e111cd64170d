import type { ItemContent } from 'shared/items.ts'
import type { Step } from 'shared/rules/situations.ts'
import { bytesOf, openPdf } from '../kernel/lib/pdf.ts'
import { drawSheet, type Issued } from './guide.layout.ts'

export type SheetInput = Readonly<{ content: ItemContent; path: readonly Step[]; issued: Issued; at: Date }>

/** One person's list of papers as PDF. */
export const run = ({ content, path, issued, at }: SheetInput): Promise<Uint8Array> =>
  bytesOf(openPdf(content.name, at), (pdf) => drawSheet(pdf, content, path, issued))
