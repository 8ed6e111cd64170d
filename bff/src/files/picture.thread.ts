import { drawAnew } from './images.ts'

/** Draws a picture anew. */
export default (bytes: Uint8Array) => drawAnew(Buffer.from(bytes))
