/**
 * A spreadsheet starts a formula at these, in full width too, and looks past what it does not show before
 * them; a leading apostrophe keeps the cell text (OWASP, CSV injection).
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/u

/** One CSV cell: quoted, formula-safe. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  return `"${(typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`
}

/** One CSV line with the line end Excel expects. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`

/** Excel reads UTF-8 only with this mark in front. */
export const BOM = '\ufeff'
