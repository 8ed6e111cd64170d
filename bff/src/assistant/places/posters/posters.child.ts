import type { PosterFormat } from 'shared/places.ts'
import { bytesOf, openPdf } from '../../../kernel/lib/pdf.ts'
import type { PosterCode, PosterText } from './poster.rules.ts'
import { drawPosters } from './sheets.layout.ts'

export type PostersInput = Readonly<{
  title: string
  format: PosterFormat
  text: PosterText
  codes: readonly PosterCode[]
  at: Date
}>

/** A village's posters as PDF. */
export const run = ({ title, format, text, codes, at }: PostersInput): Promise<Uint8Array> =>
  bytesOf(openPdf(title, at), (pdf) => drawPosters(pdf, format, text, codes))
