import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import { OVERSEERS } from 'shared/rules/roles.ts'
import type { Actor } from '../../kernel/lib/actor.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { containing } from '../../kernel/lib/like.ts'
import { PAGE_SIZE } from '../../kernel/lib/paging.ts'
import { inBeijing } from '../../kernel/lib/sql-words.ts'
import { visibleTo } from '../sealed/sealed.repo.ts'
import { lines } from './lists.repo.ts'
import { questions } from './questions.table.ts'

/** What was typed: a number, a phone by its key, and in any case words or a name. */
export type SoughtQuestion = Readonly<{
  no: number | null
  /** The year it was asked in; any when only the number was typed. */
  year: number | null
  phoneKey: string | null
  words: string
}>

/** Accounts looked at for one part of a name. */
const MOST_NAMED = 5000

/**
 * What this post may find: an overseer their township or county, a head their unit, everybody what they
 * answer for or assists.
 */
function findableBy({ tenantId, answersFor, post }: Actor): SQL {
  const { id, role, unitId, townshipId } = post!
  const township = townshipId ? sql`${questions.townshipId} = ${townshipId}` : sql`true`
  const own = sql`(${questions.leadPostId} = any(${sql.param(answersFor)}::uuid[]) or ${id}::uuid = any(${questions.assistPostIds}))`
  const unit =
    role === 'unitHead'
      ? sql`${questions.leadPostId} in (select p.id from posts p where p.tenant_id = ${tenantId} and p.org_id = ${unitId})`
      : sql`false`
  const mine = OVERSEERS.includes(role) ? township : or(own, unit)!
  return and(mine, visibleTo(tenantId, id))!
}

const inYear = (year: number) => sql`extract(year from ${inBeijing(questions.askedAt)}) = ${year}::int`

/** Questions by number, the asker's phone or name, whom they asked for, or words of it; newest first. */
export const searchQuestions = (
  db: Db,
  actor: Actor,
  { no, year, phoneKey, words }: SoughtQuestion,
  before: string | undefined
) => {
  const { tenantId } = actor
  const askedBy = (who: SQL) =>
    sql`${questions.askerId} in (select a.id from accounts a where a.tenant_id = ${tenantId} and ${who})`
  return lines(db)
    .where(
      and(
        eq(questions.tenantId, tenantId),
        findableBy(actor),
        or(
          no === null ? undefined : and(eq(questions.no, no), year === null ? undefined : inYear(year)),
          phoneKey ? askedBy(sql`a.phone_key = ${phoneKey}`) : undefined,
          // A sealed matter's words are sealed, and its reporter has no name here.
          sql`${questions.body} like ${containing(words)}`,
          // A part of a name is enough for a clerk who heard it on the phone; so many accounts of one part
          // are plenty.
          askedBy(sql`a.name like ${containing(words)} order by a.id desc limit ${MOST_NAMED}`),
          sql`${questions.onBehalfOf} ->> 'name' like ${containing(words)}`
        ),
        before ? lt(questions.id, before) : undefined
      )
    )
    .orderBy(desc(questions.id))
    .limit(PAGE_SIZE + 1)
}
