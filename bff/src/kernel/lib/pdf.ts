import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { mainFonts } from './glyphs.ts'
import type { Pdf } from './pdf.types.ts'
import { setRare } from './rare.ts'

/** A document carries only the characters it uses. */
let fonts: { text: Buffer; bold: Buffer } | undefined
/** Read when the first document is made, then kept. */
const loaded = () => {
  fonts ??= {
    text: readFileSync(mainFonts.text),
    bold: readFileSync(mainFonts.bold)
  }
  return fonts
}

/** Millimetres in PDF points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

/**
 * An empty A4 document in Chinese, without a first page; fonts `text` and `bold` are embedded. Kept pages can
 * be gone back to.
 */
export function openPdf(title: string, createdAt: Date, options: { bufferPages?: true } = {}): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    ...options,
    info: { Title: title, CreationDate: createdAt }
  })
  pdf.registerFont('text', loaded().text)
  pdf.registerFont('bold', loaded().bold)
  setRare(pdf)
  return pdf
}

/** A whole document as bytes, drawn by `draw`. */
export async function bytesOf(pdf: Pdf, draw: (pdf: Pdf) => void = () => undefined): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const ended = new Promise<void>((done, failed) => pdf.once('end', done).once('error', failed))
  draw(pdf)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

export type Cell = Readonly<{ x: number; y: number; width: number; size: number }>

/**
 * One line that never runs out of its width: it is set smaller, down to two thirds, then cut with an
 * ellipsis.
 */
export function line(
  pdf: Pdf,
  words: string,
  { x, y, width, size }: Cell,
  align: 'left' | 'center' = 'left'
) {
  const natural = pdf.fontSize(size).widthOfString(words)
  const fitted = Math.max(Math.min(size, (size * width) / natural), (size * 2) / 3)
  pdf.fontSize(fitted).text(words, x, y, { width, align, height: fitted * 1.6, ellipsis: '…' })
}

/** Lines that wrap inside a width; returns the y below them. */
export function paragraph(pdf: Pdf, words: string, { x, y, width, size }: Cell, lineGap = size * 0.35) {
  pdf.fontSize(size).text(words, x, y, { width, lineGap })
  return pdf.y
}

/** A QR code as one vector path, `size` points wide with its quiet zone; it prints sharp at any size. */
export function drawQr(pdf: Pdf, link: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const unit = size / (modules.size + 2 * quiet)
  for (let row = 0; row < modules.size; row++)
    for (let from = 0, to = 0; from < modules.size; from = to + 1) {
      to = from
      while (to < modules.size && modules.get(row, to)) to++
      if (to > from)
        pdf.rect(x + (quiet + from) * unit, y + (quiet + row) * unit, (to - from) * unit, unit * 1.01)
    }
  pdf.fill('#000000')
}

/** A code somebody else drew, else the link as a QR code. */
export function drawCode(
  pdf: Pdf,
  { link, png }: Readonly<{ link: string; png?: Uint8Array | undefined }>,
  x: number,
  y: number,
  size: number
): void {
  if (png) pdf.image(Buffer.from(png), x, y, { width: size, height: size })
  else drawQr(pdf, link, x, y, size)
}
