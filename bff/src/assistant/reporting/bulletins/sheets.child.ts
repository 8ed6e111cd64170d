import { bulletinBook } from './bulletin.sheets.ts'

/** A bulletin as XLSX. */
export const run = bulletinBook
