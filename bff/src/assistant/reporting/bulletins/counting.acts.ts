import type { BulletinFigures } from 'shared/bulletins.ts'
import type { Db } from '../../../kernel/lib/deps.ts'
import { possiblePersonal } from '../../../kernel/lib/personal/possible.ts'
import { scopeIdOf } from '../../../platform/tenants/scopes.rules.ts'
import { proposeSpans, redacted } from '../../publications/redaction.rules.ts'
import { hotListAt } from '../hotspots/hot-list.acts.ts'
import { keptFigures } from './bulletins.repo.ts'
import { countPeriod, lateMatters, partiesOf } from './figures.repo.ts'
import { compared, nothingHappened, totalOf, withKept } from './figures.rules.ts'
import { type Period, periodBefore, spanOf } from './periods.rules.ts'

const HOTTEST = 5
const LONGEST = 40 // characters of a quoted sentence

/**
 * One villager's sentence, as everybody inside may read it: who asked and for whom is hidden, and what the
 * machine finds. Where a word may still be somebody's, nobody is quoted: the topic stands there. A leader
 * reads it before it goes out.
 */
function quoted(message: string, names: readonly string[], topic: string): string {
  const sentence =
    message
      .split(/[。！？!?\n]/)
      .find((part) => part.trim() !== '')
      ?.trim() ?? ''
  const known = { names, open: [] }
  const shown = redacted(sentence, proposeSpans(sentence, known))
  if (shown === '' || possiblePersonal(shown, known).length > 0) return topic
  const letters = [...shown]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : shown
}

/**
 * Everything a bulletin says of a period in figures, as it can be counted now; undefined when nothing
 * happened. The period before is as its own bulletin told it, if it has one: a matter reopened since does not
 * change what was said.
 */
export async function countBulletin(
  db: Db,
  tenantId: string,
  townshipId: string | null,
  period: Period
): Promise<BulletinFigures | undefined> {
  const last = periodBefore(period)
  const [span, before] = [spanOf(period), spanOf(last)]
  const key = { tenantId, scopeId: scopeIdOf(townshipId), period: period.kind, from: last.from }
  const [counted, kept] = await Promise.all([
    countPeriod(db, tenantId, townshipId, span, before),
    keptFigures(db, key)
  ])
  const rows = kept ? withKept(counted, kept) : counted
  const total = totalOf(rows)
  if (nothingHappened(total)) return undefined
  const [late, hot] = await Promise.all([
    lateMatters(db, tenantId, townshipId, { since: before.since, until: span.until }),
    hotListAt(db, tenantId, townshipId, span.until)
  ])
  return {
    total,
    units: compared(rows, 'unit'),
    villages: compared(rows, 'village'),
    topics: compared(rows, 'topic'),
    late,
    hot: await Promise.all(
      hot.slice(0, HOTTEST).map(async ({ title, ids, count, places, trend }) => {
        const { names, topic } = await partiesOf(db, tenantId, ids)
        return { title: quoted(title, names, topic ?? '同一类事'), count, places: [...places], ...trend }
      })
    )
  }
}
