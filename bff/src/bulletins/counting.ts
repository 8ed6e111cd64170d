import type { BulletinFigures } from 'shared/bulletins.ts'
import type { hotListReader } from '../hotspots/hot-list.ts'
import type { Db } from '../lib/deps.ts'
import { countPeriod, lateMatters } from './figures.repo.ts'
import { compared, totalOf } from './figures.rules.ts'
import { type Period, periodBefore, spanOf } from './periods.rules.ts'

const HOTTEST = 5

/** Everything a bulletin says of a period in figures, as it can be counted now. */
export async function countBulletin(
  db: Db,
  hotList: ReturnType<typeof hotListReader>,
  tenantId: string,
  townshipId: string | null,
  period: Period
): Promise<BulletinFigures> {
  const [span, before] = [spanOf(period), spanOf(periodBefore(period))]
  const rows = await countPeriod(db, tenantId, townshipId, span, before)
  const [late, hot] = await Promise.all([
    lateMatters(db, tenantId, townshipId, { since: before.since, until: span.until }),
    hotList(tenantId, townshipId)
  ])
  return {
    total: totalOf(rows),
    units: compared(rows, 'unit'),
    villages: compared(rows, 'village'),
    topics: compared(rows, 'topic'),
    late,
    hot: hot.items.slice(0, HOTTEST).map(({ title, count, places, trend }) => ({
      title,
      count,
      places: [...places],
      ...trend
    }))
  }
}
