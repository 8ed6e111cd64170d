import { fileTypeFromBuffer } from 'file-type'
import { inChild, TooMuch } from '../lib/children.ts'
import { AppError } from '../lib/errors.ts'

const IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic'])
const MAX_EDGE = 2000 // px: enough to read a certificate, small enough for a thin network
const MAX_PIXELS = 50_000_000 // a phone's 48 megapixels; a progressive one takes 300 MB to draw
const MOST_S = 10

export type Clean = Readonly<{ bytes: Uint8Array; mime: string; thumb: Uint8Array | null }>
type Drawn = Readonly<{ full: Uint8Array; thumb: Uint8Array } | null>
const DRAW = new URL('./picture.child.ts', import.meta.url)

/** A whole PDF ends with the place of its table and its end mark (ISO 32000-1, 7.5.5); a piece of one does not. */
function endsAsPdf(bytes: Buffer): boolean {
  const tail = bytes.subarray(-2048).toString('latin1')
  return /startxref\s+\d+\s+%%EOF/.test(tail)
}

/** Does a PDF run something, carry files, or what every scanner calls a virus? Papers do none of this. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b|EICAR-STANDARD-ANTIVIRUS-TEST-FILE/
const isActive = (bytes: Buffer): boolean => ACTIVE.test(bytes.toString('latin1'))

/** What the content really is, decided by its bytes; pictures are drawn anew, which drops EXIF and anything hidden. */
export async function cleanUpload(bytes: Buffer): Promise<Clean> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (mime === 'application/pdf') {
    if (!endsAsPdf(bytes)) throw new AppError('pdf_broken')
    if (isActive(bytes)) throw new AppError('pdf_active')
    return { bytes, mime, thumb: null }
  }
  if (!mime || !IMAGES.has(mime)) throw new AppError('file_type_refused')
  const drawn = await inChild<Drawn>('picture', DRAW, bytes).catch((error: unknown): never => {
    throw error instanceof TooMuch ? new AppError('file_type_refused') : error
  })
  if (!drawn) throw new AppError('file_type_refused')
  return { bytes: drawn.full, mime: 'image/jpeg', thumb: drawn.thumb }
}

/** A picture drawn anew, whole and small, in one pass over its pixels; null when it cannot be drawn. */
export async function drawAnew(bytes: Buffer): Promise<Drawn> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const full = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: MOST_S })
      .rotate()
      .resize(MAX_EDGE, MAX_EDGE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer()
    const thumb = await sharp(full).resize(320, 320, { fit: 'cover' }).jpeg({ quality: 70 }).toBuffer()
    return { full, thumb }
  } catch (error) {
    // A busy machine is no fault of the picture.
    if (/timeout/i.test((error as Error).message)) throw new AppError('busy')
    return null
  }
}
