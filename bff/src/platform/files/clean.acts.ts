import { fileTypeFromBuffer } from 'file-type'
import type { ErrorCode } from 'shared/errors.ts'
import { inChild, TooMuch } from '../../kernel/lib/children.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import type { Drawn } from './images.acts.ts'
import { barePdf } from './pdf.rules.ts'

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/heif'])
const DRAW = new URL('./picture.child.ts', import.meta.url)
const READ = new URL('./pdf.child.ts', import.meta.url)

export type Clean = Readonly<{ bytes: Uint8Array; mime: string; thumb: Uint8Array | null }>

/** What a stranger's file is opened in: a process that may die of it; then the file is refused for `code`. */
const opened = <T>(module: URL, input: object, code: ErrorCode): Promise<T> =>
  inChild<T>('picture', module, input).catch((error: unknown): never => {
    throw error instanceof TooMuch ? new AppError(code) : error
  })

/** What the content really is, decided by its bytes; pictures are drawn anew, PDFs are kept as they came. */
export async function cleanUpload(bytes: Buffer): Promise<Clean> {
  const pdf = barePdf(bytes)
  if (pdf) {
    const problem = await opened<ErrorCode | null>(READ, { bytes: pdf }, 'pdf_broken')
    if (problem) throw new AppError(problem)
    return { bytes: pdf, mime: 'application/pdf', thumb: null }
  }
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (!mime || !PICTURES.has(mime)) throw new AppError('file_type_refused')
  const drawn = await opened<Drawn | 'unreadable' | 'tooLarge'>(DRAW, { bytes, mime }, 'picture_too_large')
  if (drawn === 'tooLarge') throw new AppError('picture_too_large')
  if (drawn === 'unreadable') throw new AppError('picture_broken')
  return { bytes: drawn.full, mime: 'image/jpeg', thumb: drawn.thumb }
}
