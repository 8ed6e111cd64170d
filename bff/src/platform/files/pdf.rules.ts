import type { ErrorCode } from 'shared/errors.ts'

/** Bytes before the head that readers look past (ISO 32000-1, annex H.3.4.1). */
const HEAD_WITHIN = 1024
const HEAD = '%PDF-'

/**
 * A PDF without what a mail program or a scanner put before its head and after its end; undefined when it is
 * none. Some begin with line breaks, some end with thousands of zero bytes.
 */
export function barePdf(bytes: Buffer): Buffer | undefined {
  const at = bytes.subarray(0, HEAD_WITHIN).indexOf(HEAD, 0, 'latin1')
  if (at < 0) return undefined
  let end = bytes.length
  while (end > at && [0, 0x09, 0x0a, 0x0d, 0x20].includes(bytes[end - 1]!)) end--
  return bytes.subarray(at, end)
}

/** Does a PDF run something, carry files, or what every scanner calls a virus? Papers do none of this. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b/
const VIRUS = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'
/** What is packed looks like anything: a scan of 10 MB holds /JS by chance. */
const PACKED = /stream\r?\n[\s\S]*?endstream/g

/** What is wrong with a PDF: broken or a piece of one, active, or locked; null when anybody can open it. */
export async function pdfProblem(bytes: Buffer): Promise<ErrorCode | null> {
  // A whole one ends with the place of its table and its end mark (ISO 32000-1, 7.5.5).
  if (!/startxref\s+\d+\s+%%EOF/.test(bytes.subarray(-2048).toString('latin1'))) return 'pdf_broken'
  const text = bytes.toString('latin1')
  if (text.includes(VIRUS) || ACTIVE.test(text.replace(PACKED, ''))) return 'pdf_active'
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // No font of a stranger's file is loaded.
  const opening = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true
  })
  try {
    const pdf = await opening.promise
    // What is packed away is asked for by name.
    const [scripts, attached] = await Promise.all([pdf.getJSActions(), pdf.getAttachments()])
    if (scripts || attached) return 'pdf_active'
    return pdf.numPages > 0 ? null : 'pdf_broken'
  } catch (error) {
    return (error as Error).name === 'PasswordException' ? 'pdf_locked' : 'pdf_broken'
  } finally {
    await opening.destroy().catch(() => undefined)
  }
}
