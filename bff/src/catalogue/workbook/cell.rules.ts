/** Letters a spreadsheet program writes by their code (ECMA-376, ST_Xstring): a line's end among them. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
const EDGES = /^[\u00a0\u200b\ufeff]+|[\u00a0\u200b\ufeff]+$/g
/** More figures than a number in a spreadsheet keeps (IEEE 754, 15 decimal digits). */
const EXACT = 999_999_999_999_999

const lettersOf = (text: string): string =>
  text
    .replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    .replace(EDGES, '')

/**
 * A cell as the text somebody wrote; throws in words where the program made something else of it and the text
 * is lost.
 */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    throw new Error('表格软件把这一格当成了日期，原来写的已经变了。请先把这一格设成“文本”再填一遍')
  if (typeof cell === 'boolean')
    throw new Error('表格软件把这一格当成了“是/否”，原来写的已经变了。请先把这一格设成“文本”再填一遍')
  if (typeof cell === 'number' && Math.abs(cell) > EXACT)
    throw new Error('这一格的数字超过15位，表格软件已经把后几位变成0。请先把这一格设成“文本”再填一遍')
  return lettersOf(String(cell))
}
