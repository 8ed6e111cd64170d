import { unprintable } from 'bff/kernel/lib/glyphs.ts'
import { bytesOf, line, openPdf } from 'bff/kernel/lib/pdf.ts'
import { expect, it } from 'vitest'
import { readPdf } from '../support/pdf.ts'

const letters = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).join('')

it.each([
  [
    'letters, marks and the first Han block',
    letters(0x20, 0x7e) + letters(0xa0, 0xff) + letters(0x4e00, 0x9fa5),
    ''
  ],
  ['rare Han characters before the second plane', letters(0x3400, 0x4dbf), ''],
  ['three of the standard list, and one of every phone book', '𡒄𢫏㛃𠮷', ''],
  ['Tibetan, Yi and Uyghur', 'བོད་སྐད ꆈꌠ ئۇيغۇر', ''],
  ['marks without a shape', 'a\u200b\u202d\n\ufe0f', ''],
  ['what no font here has', '张𠀀王😀𠀀', '𠀀😀']
])('%s', (_, words, missing) => expect(unprintable(words).join('')).toBe(missing))

/** Dark pixels right of the middle, where the last character of a line stands. */
async function inkOf(words: string): Promise<string> {
  const pdf = openPdf('t', new Date(0))
  pdf.addPage()
  const bytes = await bytesOf(pdf, () => {
    pdf.font('text').fill('#000000')
    line(pdf, words, { x: 0, y: 20, width: 500, size: 60 })
  })
  const { data, width } = await (await readPdf(bytes)).pixels(1, 1)
  const cell = (x: number, y: number) => (data[(y * width + x) * 4]! < 128 ? '#' : '.')
  return Array.from({ length: 70 }, (_row, y) =>
    Array.from({ length: 60 }, (_column, x) => cell(x + 60, y + 20)).join('')
  ).join('\n')
}

it('sets a rare character in its own shape, not as the box of a missing one', async () => {
  const [box, blank, rare, other] = await Promise.all(['张𠀀', '张　', '张𠮷', '张𡒄'].map(inkOf))
  expect(new Set([box, blank, rare, other]).size).toBe(4)
  for (const shape of [rare!, other!]) expect(shape.match(/#/g)!.length).toBeGreaterThan(150)
})

it('sets the words around it where they would stand without it', async () => {
  const at = async (words: string) => {
    const pdf = openPdf('t', new Date(0))
    pdf.addPage().font('text')
    const bytes = await bytesOf(pdf, () => line(pdf, words, { x: 0, y: 20, width: 400, size: 20 }, 'center'))
    return (await readPdf(bytes)).words(1)
  }
  expect(await at('申请人张𠮷同志')).toBe('申请人张 同志')
  // A line for the pen, where no font has the character.
  expect(await at('申请人张𠀀同志')).toBe('申请人张＿同志')
  expect(await at('申请人张三同志')).toBe('申请人张三同志')
})
