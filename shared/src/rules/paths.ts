/** Every page of the app by its folder, with the parameters its address may carry. */
export const PAGES = {
  home: ['scene', 'q', 'county'],
  'questions/mine': [],
  directory: [],
  mine: [],
  'questions/ask': ['postId'],
  'questions/detail': ['id', 'new', 'county'],
  'directory/person': ['id'],
  search: [],
  privacy: [],
  verify: ['code', 'county'],
  'verify/audit': [],
  'sealed/report': ['kind'],
  'sealed/talk': [],
  'answers/list': [],
  'answers/page': ['id'],
  'guide/find': ['q', 'departmentId', 'event', 'name'],
  'guide/item': ['id', 'a', 'v', 'county'],
  'guide/bundle': ['id'],
  'guide/lists': [],
  'guide/handbook': [],
  'booking/choose': ['id', 'a'],
  'booking/mine': ['door', 'county'],
  'booking/one': ['id', 'door', 'county'],
  'hall/day': ['affected'],
  'hall/queue': [],
  'hall/phone': [],
  'hall/counters': [],
  'hall/appeals': [],
  'hall/screen': [],
  'cases/start': ['id', 'a'],
  'cases/bundle': ['id', 'desk'],
  'cases/mine': [],
  'cases/one': ['id', 'county'],
  'cases/work': [],
  'cases/desk': [],
  'cases/red': [],
  'cases/board': [],
  'cases/archive': [],
  'cases/savings': [],
  'catalogue/list': [],
  'catalogue/item': ['id', 'departmentId'],
  'bulletins/list': [],
  'bulletins/page': ['id'],
  'boards/overview': [],
  'boards/desk': [],
  'work/list': [],
  'work/matter': ['id', 'county'],
  'work/triage': [],
  'work/call': [],
  'work/leader': [],
  'work/callbacks': [],
  'work/phone': [],
  'work/publishing': [],
  'work/publish': ['id'],
  'admin/ledger': [
    'kind',
    'status',
    'unitId',
    'villageId',
    'topicId',
    'postId',
    'overdue',
    'open',
    'dueOn',
    'from',
    'until'
  ],
  'admin/counts': [],
  'admin/meetings': [],
  'admin/meeting': ['id'],
  'admin/absences': [],
  'admin/duties': [],
  'admin/codes': [],
  'admin/templates': [],
  'admin/synonyms': [],
  'admin/hotspots': [],
  'admin/whatif': [],
  'admin/jobs': [],
  'admin/open': []
} as const
export type Page = keyof typeof PAGES
export type PageParams<P extends Page> = Readonly<
  Partial<Record<(typeof PAGES)[P][number], string | number | boolean | null | undefined>>
>

/** `from=2026-03-02&overdue=true`, without what is empty. */
export const queryOf = (values: object = {}): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')

/** The page as WeChat names it in codes and messages: `cases/one/index?id=…`, without a slash before it. */
export function pagePath<P extends Page>(page: P, params?: PageParams<P>): string {
  const query = queryOf(params)
  return `${page}/index${query && `?${query}`}`
}

/** The same as an address within the app: `/cases/one/index?id=…`. */
export const pageUrl = <P extends Page>(page: P, params?: PageParams<P>): string =>
  `/${pagePath(page, params)}`
