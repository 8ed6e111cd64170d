import type { Api } from 'shared/api.ts'

/** What a call costs beside a plain look-up, which costs 1: about its milliseconds of a processor. */
const DRAWN = 50
const PICTURE = 20
const SEARCH = 5
/** Outside the contract: 300 kB. */
export const SPECIFICATION = 'GET /api/openapi.json'
const BOOK = 100
export const COSTS: Partial<Record<keyof Api | typeof SPECIFICATION, number>> = {
  'GET /items': SEARCH,
  [SPECIFICATION]: DRAWN,
  'GET /directory/search': SEARCH,
  'POST /question-search': 2 * SEARCH,
  'GET /answers': 2 * SEARCH,
  'GET /items/:id/sheet': DRAWN,
  'GET /items/:id/forms/:index': DRAWN,
  'GET /handbook': BOOK,
  'GET /notices/:id/pdf': DRAWN,
  'GET /cases/:id/documents/:documentId': DRAWN,
  'GET /cases/:id/forms/:index': DRAWN,
  'GET /cases/:id/bag/label': DRAWN,
  'GET /bulletins/:id/pdf': DRAWN,
  'GET /bulletins/:id/xlsx': DRAWN,
  'GET /posters': BOOK,
  'GET /catalogue/departments/:id/xlsx': BOOK,
  'POST /catalogue/departments/:id/xlsx': BOOK,
  'GET /ledger/csv': BOOK,
  'GET /archive/csv': BOOK,
  'GET /red-list/csv': BOOK,
  'GET /hotspots': DRAWN,
  'POST /what-if': BOOK,
  'POST /answers/similar': 3,
  'POST /files': PICTURE,
  'POST /uploads/:id/finish': PICTURE
}

/** A list of the open interface, which is outside the contract. */
export const OUTSIDE = 20

/** Asked while somebody types, and the parts of one file: four times as many as other writes. */
export const FREQUENT = new Set<string>([
  'POST /answers/similar',
  'POST /questions/:id/reply-check',
  'POST /catalogue/check',
  'POST /uploads/:id/parts/:no'
] satisfies (keyof Api)[])

/** Where a code opens something without a sign-in, and what of the request is that code. */
export const CODES: Partial<Record<keyof Api, 'code' | 'refreshToken' | 'receipt' | 'x-receipt'>> = {
  'POST /session/weapp': 'code',
  'POST /session/h5': 'code',
  'POST /session/refresh': 'refreshToken',
  'POST /reports/look': 'receipt',
  'POST /reports/commands': 'receipt',
  'POST /reports/files': 'x-receipt'
}
