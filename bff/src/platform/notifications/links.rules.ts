import { pagePath, pageUrl } from 'shared/rules/paths.ts'

/** What a message tells of. */
export type Told = Readonly<{
  questionId: string | null
  about: 'booking' | 'case' | null
  aboutId: string | null
  /** The receiver's own question, case or booking. */
  own: boolean
  /** Nothing outside the app may tell which matter it is. */
  sealed: boolean
}>

/**
 * The page of the mini-program where whoever got a message goes on: the citizen to their matter, the official
 * to their desk.
 */
export function pageOf({ questionId, about, aboutId, own, sealed }: Told): string {
  if (sealed) return pagePath('work/list')
  if (questionId) return pagePath(own ? 'questions/detail' : 'work/matter', { id: questionId })
  return aboutId
    ? pagePath(about === 'case' ? 'cases/one' : 'booking/one', { id: aboutId })
    : pagePath('home')
}

const KINDS = { q: 'questions/detail', w: 'work/matter', c: 'cases/one', b: 'booking/one' } as const
const CODE = /^(\d{6})([qwcb])([\w-]{22})$/

/**
 * The short way to that page, fit for a text message: `m/370829qAZ…`; undefined when it tells of nothing one
 * may open.
 */
export function shortLink(
  tenantId: string,
  { questionId, about, aboutId, own, sealed }: Told
): string | undefined {
  const id = questionId ?? aboutId
  if (!id || sealed) return undefined
  const kind = questionId ? (own ? 'q' : 'w') : about === 'case' ? 'c' : 'b'
  return `m/${tenantId}${kind}${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`
}

/** The page a short link leads to; undefined when it is none. Who may see the page is asked there. */
export function openedLink(code: string): string | undefined {
  const [, tenantId, kind, letters] = CODE.exec(code) ?? []
  if (!letters) return undefined
  const id = Buffer.from(letters, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return pageUrl(KINDS[kind as keyof typeof KINDS], { county: tenantId, id })
}
