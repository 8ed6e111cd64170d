import { flawsOf } from './flaws.rules.ts'

/** Measures a picture of a paper. */
export const run = (bytes: Uint8Array) => flawsOf(Buffer.from(bytes))
