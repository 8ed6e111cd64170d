import { readWorkbook } from './read.acts.ts'

/** Reads a workbook. */
export const run = (bytes: Uint8Array) => readWorkbook(Buffer.from(bytes))
