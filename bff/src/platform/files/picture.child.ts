import { drawAnew } from './images.acts.ts'

/** Draws a picture anew. */
export const run = ({ bytes, mime }: { bytes: Uint8Array; mime: string }) =>
  drawAnew(Buffer.from(bytes), mime)
