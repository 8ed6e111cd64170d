import type { Material } from 'shared/items.ts'
import { bytesOf, openPdf } from '../kernel/lib/pdf.ts'
import { drawForm } from './guide.layout.ts'

export type FormInput = Readonly<{
  material: Material
  title: string
  filled: boolean | readonly string[]
  at: Date
}>

/** A form as PDF, blank or filled in. */
export const run = ({ material, title, filled, at }: FormInput): Promise<Uint8Array> =>
  bytesOf(openPdf(material.name, at), (pdf) => drawForm(pdf, material, title, filled))
