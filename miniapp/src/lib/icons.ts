/** Our names of the icons, and what Lucide (ISC) calls them; only these are shipped. */
export const ICONS = {
  answers: 'messages-square',
  ask: 'message-circle-question',
  booking: 'calendar-check',
  case: 'folder-check',
  check: 'check',
  done: 'circle-check',
  go: 'chevron-right',
  guide: 'clipboard-check',
  hall: 'landmark',
  matters: 'list-checks',
  pen: 'pencil',
  phone: 'phone',
  rate: 'star',
  sealed: 'eye-off',
  search: 'search',
  sound: 'volume-2',
  ticket: 'ticket',
  verify: 'shield-check',
  warn: 'triangle-alert'
} as const
export type IconName = keyof typeof ICONS

/** Our own drawings, for screens that have nothing else to show. */
export const ART = ['empty', 'offline', 'done', 'error', 'first', 'nothing'] as const
export type ArtName = (typeof ART)[number]
