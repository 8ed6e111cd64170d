import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { AppError } from '../lib/errors.ts'

const IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic'])
const MAX_EDGE = 2000 // px: enough to read a certificate, small enough for a thin network
const MAX_PIXELS = 60_000_000

export type Clean = Readonly<{ bytes: Buffer; mime: string; thumb: Buffer | null }>

/** A whole PDF ends with the place of its table and its end mark (ISO 32000-1, 7.5.5); a piece of one does not. */
function endsAsPdf(bytes: Buffer): boolean {
  const tail = bytes.subarray(-2048).toString('latin1')
  return /startxref\s+\d+\s+%%EOF/.test(tail)
}

/** What the content really is, decided by its bytes; pictures are drawn anew, which drops EXIF and anything hidden. */
export async function cleanUpload(bytes: Buffer): Promise<Clean> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (mime === 'application/pdf') {
    if (!endsAsPdf(bytes)) throw new AppError('pdf_broken')
    return { bytes, mime, thumb: null }
  }
  if (!mime || !IMAGES.has(mime)) throw new AppError('file_type_refused')
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).rotate()
    const full = image
      .clone()
      .resize(MAX_EDGE, MAX_EDGE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
    const thumb = image.clone().resize(320, 320, { fit: 'cover' }).jpeg({ quality: 70 })
    return { bytes: await full.toBuffer(), mime: 'image/jpeg', thumb: await thumb.toBuffer() }
  } catch {
    throw new AppError('file_type_refused')
  }
}
