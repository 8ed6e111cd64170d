import { readWorkbook } from './read.ts'

/** Reads a workbook. */
export default (bytes: Uint8Array) => readWorkbook(Buffer.from(bytes))
