import { type Labelled, train } from './model.rules.ts'
import { pack } from './packed.rules.ts'

/** Learns topics from labelled texts; the packed model. */
export const run = (rows: Labelled[]): Uint8Array => pack(train(rows))
