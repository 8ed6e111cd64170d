import { bytesOf } from '../kernel/lib/pdf.ts'
import { drawHandbook, type Handbook } from './handbook.layout.ts'

/** The handbook as PDF. */
export const run = ({ handbook, at }: { handbook: Handbook; at: Date }): Promise<Uint8Array> =>
  bytesOf(drawHandbook(handbook, at))
