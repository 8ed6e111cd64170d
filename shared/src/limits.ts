/** What a call costs beside a plain look-up, which costs 1: about its milliseconds of a processor. */
export const SEARCH = 5
export const PICTURE = 20
/** A document, a PDF or a page of figures. */
export const DRAWN = 50
/** A whole book: a workbook, a county's posters, an export. */
export const BOOK = 100

/** What an endpoint's limit is made of, beside what every endpoint has. */
export type Limit = Readonly<{
  /** Points of a processor; a plain look-up costs 1. */
  cost?: number
  /** Sent while somebody types, or once a part of a file: four times as many as other writes. */
  frequent?: true
  /**
   * The field of the body (or the header, from `x-` on) that opens something without a sign-in: one code may
   * be tried 20 times a minute, wherever it is tried from.
   */
  code?: 'code' | 'refreshToken' | 'receipt' | 'x-receipt'
}>
