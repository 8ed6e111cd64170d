import { bulletinBook } from './sheets.layout.ts'

/** A bulletin as XLSX. */
export const run = bulletinBook
