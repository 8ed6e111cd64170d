import { keptSize } from 'shared/rules/pictures.ts'
import type { Sharp } from 'sharp'
import { AppError } from '../../kernel/lib/errors.ts'

const MAX_PIXELS = 50_000_000 // a progressive one takes 300 MB to draw
/**
 * A plain JPEG is drawn at an eighth of its size from the start: a phone's 200 megapixels cost no more than
 * 4.
 */
const MAX_JPEG_PIXELS = 210_000_000
const MOST_S = 10
const WHITE = '#ffffff'

export type Drawn = Readonly<{ full: Uint8Array; thumb: Uint8Array }>

/**
 * A picture drawn anew, whole and small: on white, upright, without EXIF or anything hidden. Says what is
 * wrong with one that cannot be.
 */
export async function drawAnew(bytes: Buffer, mime: string): Promise<Drawn | 'unreadable' | 'tooLarge'> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const opened = mime === 'image/heic' || mime === 'image/heif' ? await openHeic(bytes) : await open(bytes)
    if (opened === 'tooLarge') return opened
    const { picture, width, height } = opened
    const full = await picture
      .timeout({ seconds: MOST_S })
      .rotate()
      .resize({ ...keptSize(width, height), fit: 'fill' })
      .flatten({ background: WHITE })
      .jpeg({ quality: 82 })
      .toBuffer()
    const thumb = await sharp(full).resize(320, 320, { fit: 'cover' }).jpeg({ quality: 70 }).toBuffer()
    return { full, thumb }
  } catch (error) {
    // A busy machine is no fault of the picture.
    if (/timeout/i.test((error as Error).message)) throw new AppError('busy')
    return 'unreadable'
  }
}

type Opened = Readonly<{ picture: Sharp; width: number; height: number }>

/** What libvips reads, its sides as they are seen: turned by what its camera noted. */
async function open(bytes: Buffer): Promise<Opened | 'tooLarge'> {
  const { default: sharp } = await import('sharp')
  const options = { failOn: 'error' as const }
  const { width, height, autoOrient, format, isProgressive } = await sharp(bytes, {
    ...options,
    limitInputPixels: false
  }).metadata()
  const most = format === 'jpeg' && !isProgressive ? MAX_JPEG_PIXELS : MAX_PIXELS
  if (width * height > most) return 'tooLarge'
  const picture = sharp(bytes, { ...options, limitInputPixels: most })
  return { picture, width: autoOrient.width, height: autoOrient.height }
}

/** An iPhone's picture, which libvips leaves out for its patents: its first image, already turned upright. */
async function openHeic(bytes: Buffer): Promise<Opened | 'tooLarge'> {
  // The decoder takes half a second to load: other pictures do not wait for it.
  const [{ default: sharp }, { all: imagesOf }] = await Promise.all([import('sharp'), import('heic-decode')])
  const images = await imagesOf({ buffer: bytes })
  try {
    const { width, height, decode } = images[0]!
    if (width * height > MAX_PIXELS) return 'tooLarge'
    const { data } = await decode()
    return { picture: sharp(data, { raw: { width, height, channels: 4 } }), width, height }
  } finally {
    images.dispose()
  }
}
