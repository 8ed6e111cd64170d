import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'

/** A sound PDF of one page; `lock` as a scanner's program locks it. */
export async function pdfOf(
  words: string,
  lock: { userPassword?: string; ownerPassword?: string } = {}
): Promise<Buffer> {
  const paper = new PDFDocument({ size: 'A4', pdfVersion: '1.7', ...lock })
  const chunks: Buffer[] = []
  paper.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const ended = new Promise((done) => paper.once('end', done))
  paper.text(words)
  paper.end()
  await ended
  return Buffer.concat(chunks)
}

/**
 * A picture as an iPhone keeps it: 320 × 240, its left half red, its right half white (drawn by us, encoded
 * by libheif).
 */
export const heic = (): Buffer => readFileSync(new URL('./files/red-left.heic', import.meta.url))

/** Black words on no ground at all. */
export const groundless = (kind: 'png' | 'webp'): Promise<Buffer> =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect x="300" y="200" width="300" height="200"/></svg>'
    )
  )
    [kind]()
    .toBuffer()

/** A plain picture of a size. */
export const plain = (width: number, height: number, background = '#0b5d43') =>
  sharp({ create: { width, height, channels: 3, background } })
