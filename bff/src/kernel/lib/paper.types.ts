import type PDFDocument from 'pdfkit'

export type Paper = InstanceType<typeof PDFDocument>
