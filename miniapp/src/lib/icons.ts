/** Our names of the icons, and what Lucide (ISC) calls them; only these are shipped. */
export const ICONS = {
  answers: 'messages-square',
  ask: 'message-circle-question',
  bell: 'bell',
  booking: 'calendar-check',
  camera: 'camera',
  case: 'folder-check',
  check: 'check',
  clock: 'clock',
  done: 'circle-check',
  go: 'chevron-right',
  guide: 'clipboard-check',
  hall: 'landmark',
  help: 'circle-question-mark',
  history: 'history',
  matters: 'list-checks',
  mic: 'mic',
  more: 'ellipsis',
  people: 'users',
  pen: 'pencil',
  phone: 'phone',
  place: 'map-pin',
  rate: 'star',
  sealed: 'eye-off',
  search: 'search',
  share: 'share-2',
  sound: 'volume-2',
  ticket: 'ticket',
  verify: 'shield-check',
  warn: 'triangle-alert'
} as const
export type IconName = keyof typeof ICONS

/** Our own drawings, for screens that have nothing else to show. */
export const ART = ['empty', 'offline', 'done', 'error', 'first', 'nothing'] as const
export type ArtName = (typeof ART)[number]
