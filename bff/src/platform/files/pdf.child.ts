import { pdfProblem } from './pdf.rules.ts'

/** Looks into a PDF. */
export const run = ({ bytes }: { bytes: Uint8Array }) => pdfProblem(Buffer.from(bytes))
