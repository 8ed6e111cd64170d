import { type Labelled, train } from './model.ts'
import { pack } from './packed.ts'

/** Learns topics from labelled texts; the packed model. */
export const run = (rows: Labelled[]): Uint8Array => pack(train(rows))
