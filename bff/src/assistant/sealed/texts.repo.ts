import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import type { Sealer } from '../../kernel/lib/sealed.ts'
import { questions } from '../questions/questions.table.ts'
import { sealText } from './texts.rules.ts'

const BATCH = 200

/**
 * Seals the words of reports that were kept in plain before they were sealed, a batch at a time; returns how
 * many.
 */
export async function sealOldTexts(db: Db, sealer: Sealer): Promise<number> {
  const plain = await db.execute<{ tenantId: string; id: string; body: string; placeText: string }>(sql`
    select tenant_id as "tenantId", id, body, place_text as "placeText" from questions
    where confidential and body <> '' and body not like 'sealed:%' and tenant_id is not null limit ${BATCH}`)
  for (const { tenantId, id, body, placeText } of plain)
    await db.transaction(async (tx) => {
      const set = { body: sealText(sealer, tenantId, body), placeText: sealText(sealer, tenantId, placeText) }
      await tx
        .update(questions)
        .set(set)
        .where(and(eq(questions.tenantId, tenantId), eq(questions.id, id), eq(questions.body, body)))
      await tx.execute(sql`update notice_versions v set content = ${set.body} from notices n
        where n.tenant_id = ${tenantId} and n.question_id = ${id} and v.tenant_id = n.tenant_id
          and v.notice_id = n.id and v.content not like 'sealed:%'`)
    })
  return plain.length
}
