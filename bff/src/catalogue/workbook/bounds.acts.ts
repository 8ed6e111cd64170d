import { unzipSync } from 'fflate'

const MOST_COLUMNS = 100 // our widest sheet has 40
const MOST_ROWS = 20_001
const MOST_TEXT = 32_767 // a cell's limit in Excel
const LETTERS = 26

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0)

function sheetsOf(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => /^xl\/(worksheets\/|sharedStrings)/.test(name) })
  } catch {
    return {} // no ZIP: whoever reads it says so
  }
}

/**
 * Why a workbook is too large to be read, without reading it: a reader fills every cell up to the furthest
 * one.
 */
export function tooLarge(bytes: Uint8Array): string | undefined {
  const sheets = sheetsOf(bytes)
  for (const content of Object.values(sheets)) {
    const xml = new TextDecoder().decode(content)
    for (const [, letters, row] of xml.matchAll(/\sr\s*=\s*["']\s*([A-Za-z]*)(\d*)/g)) {
      if (Number(row) > MOST_ROWS) return `第${row}行太靠下，最多${MOST_ROWS - 1}行`
      if (columnOf(letters!.toUpperCase()) > MOST_COLUMNS) return `${letters}列太靠右，最多${MOST_COLUMNS}列`
    }
    if (new RegExp(`>[^<]{${MOST_TEXT + 1}}`).test(xml)) return `有一格超过${MOST_TEXT}个字`
  }
  return undefined
}
