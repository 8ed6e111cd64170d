import { drawAnew } from './images.ts'

/** Draws a picture anew. */
export const run = (bytes: Uint8Array) => drawAnew(Buffer.from(bytes))
