import { and, asc, eq } from 'drizzle-orm'
import type { Synonyms } from 'shared/publications.ts'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { synonyms } from './search.table.ts'

const MOST = 500
const view = { id: synonyms.id, words: synonyms.words, version: synonyms.version }

/** A county's groups of words that mean the same. */
export const listSynonyms = (db: Db, tenantId: string): Promise<Synonyms[]> =>
  db.select(view).from(synonyms).where(eq(synonyms.tenantId, tenantId)).orderBy(asc(synonyms.id)).limit(MOST)

export const synonymGroups = async (db: Db, tenantId: string): Promise<string[][]> =>
  (await listSynonyms(db, tenantId)).map(({ words }) => words)

export async function addSynonyms(db: Db, group: typeof synonyms.$inferInsert): Promise<Synonyms> {
  if ((await db.$count(synonyms, eq(synonyms.tenantId, group.tenantId))) >= MOST)
    throw new AppError('too_many')
  const [row] = await db.insert(synonyms).values(group).returning(view)
  return row!
}

/** Changes a group that is still as its editor read it; one without words goes. */
export async function changeSynonyms(db: Db, group: Synonyms & { tenantId: string }): Promise<Synonyms> {
  const { tenantId, id, version, words } = group
  const same = and(eq(synonyms.tenantId, tenantId), eq(synonyms.id, id), eq(synonyms.version, version))
  const [row] = words.length
    ? await db
        .update(synonyms)
        .set({ words, version: version + 1 })
        .where(same)
        .returning(view)
    : await db.delete(synonyms).where(same).returning(view)
  if (!row) throw new AppError('record_changed')
  return row
}
