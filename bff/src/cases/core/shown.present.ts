import type { CaseItem } from '../../catalogue/bundle.types.ts'
import type { WorkCalendar } from '../../kernel/lib/worktime.ts'
import type { Size } from '../../platform/files/bytes.repo.ts'
import type { CaseRecord } from './cases.repo.ts'
import type { CaseRow } from './cases.table.ts'
import type { County } from './people.repo.ts'

/** What a case is shown from. */
export type Shown = Readonly<{
  kase: CaseRow
  item: CaseItem
  record: CaseRecord
  county: County
  calendar: WorkCalendar
  now: Date
  open: (sealed: string) => string
  linkTo: (id: string, size?: Size) => string
}>

/**
 * The files of these ids in their order, the pages as they were given, with links that open them for a while.
 */
export const attachments = ({ record, linkTo }: Pick<Shown, 'record' | 'linkTo'>, ids: readonly string[]) => {
  const known = new Map(record.files.map((file) => [file.id, file]))
  return ids
    .flatMap((id) => known.get(id) ?? [])
    .map(({ id, mime, check }) => ({ id, url: linkTo(id), thumb: linkTo(id, 'thumb'), mime, check }))
}
