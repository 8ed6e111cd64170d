import { sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { gramsOf, withSynonyms } from '../../kernel/lib/grams.ts'
import { synonymGroups } from '../../platform/search/synonyms.repo.ts'

/**
 * Rows looked at for one question, and pairs of characters they are found by: what keeps it fast at any size.
 */
const MOST_ROWS = 300
const MOST_GRAMS = 24
/** Of what the question says, by weight, so much must stand in the answer. */
const LEAST = 0.2
/** One pair alone, as 到期, is no likeness: a licence runs out as well as a pension. */
const LEAST_PAIRS = 2
const NEAREST = 5
/**
 * How people ask, not what about: pairs that make any two questions look alike, the more so among few
 * answers.
 */
const ASKING = new Set(
  '什么 么时 时候 怎么 么办 么样 请问 想问 问一 一下 可以 不可 以吗 能不 不能 能否 有没 没有 哪里 去哪 在哪 多少 多久 需要 要什 我们 你们 他们 这个 那个 一个 现在 已经 因为 为什 是不 不是 是否 还是 就是 请尽 尽快 希望 谢谢 您好 你好 申请 材料 办理 手续 咨询 反映'.split(
    ' '
  )
)

/**
 * The nearest published answers to what is being typed, best first: found by its rarest pairs of characters,
 * ranked by the weight of all pairs they share (idf: 的呢 weighs next to nothing) over the answer's length.
 * Each row's pairs are unpacked once (`strip` copies them), not once for every pair asked for.
 */
export async function similarAnswers(db: Db, tenantId: string, typed: string): Promise<string[]> {
  const grams = gramsOf(withSynonyms(typed, await synonymGroups(db, tenantId))).filter(
    (gram) => !ASKING.has(gram)
  )
  if (grams.length === 0) return []
  const rows = await db.execute<{ id: string }>(sql`
    with known as (
      select gram, count, ('''' || gram || '''')::tsquery as asked,
        ln((1 + (select count from gram_counts where tenant_id = ${tenantId} and gram = '')) / (0.5 + count)::float8) as weight
      from gram_counts where tenant_id = ${tenantId} and gram = any(${sql.param(grams)}::text[]) and count > 0
      order by count, gram limit ${MOST_GRAMS}
    ), rare as (
      select gram, row_number() over w as place, sum(count) over w as rows from known window w as (order by count, gram)
    ), wanted as (
      select string_agg('''' || gram || '''', ' | ')::tsquery as any_of from rare
      where place = 1 or rows <= ${MOST_ROWS}
    ), found as (
      select p.id, shared, pairs, length(unpacked) as size
      from publications p, wanted, lateral (select strip(p.grams) as unpacked offset 0) once,
        lateral (select sum(k.weight) as shared, count(*) as pairs from known k where unpacked @@ k.asked) common
      where p.tenant_id = ${tenantId} and p.state in ('published', 'changing') and p.grams @@ wanted.any_of
      limit ${MOST_ROWS}
    )
    select id from found, (select sum(weight) as whole from known) asked
    where shared >= ${LEAST} * whole and pairs >= ${Math.min(LEAST_PAIRS, grams.length)}
    order by shared / sqrt(size + 20) desc, id desc limit ${NEAREST}`)
  return rows.map(({ id }) => id)
}
