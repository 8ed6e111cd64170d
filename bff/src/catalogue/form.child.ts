import type { Material } from 'shared/items.ts'
import { bytesOf, openPaper } from '../kernel/lib/paper.ts'
import { drawForm } from './guide.layout.ts'

export type FormInput = Readonly<{
  material: Material
  title: string
  filled: boolean | readonly string[]
  at: Date
}>

/** A form as PDF, blank or filled in. */
export const run = ({ material, title, filled, at }: FormInput): Promise<Uint8Array> =>
  bytesOf(openPaper(material.name, at), (paper) => drawForm(paper, material, title, filled))
