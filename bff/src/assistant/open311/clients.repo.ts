import { createHash } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { apiClients } from './clients.table.ts'

const MOST = 50
/** A key is 256 random bits: a plain hash keeps it. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

export const listClients = (db: Db, tenantId: string) =>
  db
    .select()
    .from(apiClients)
    .where(eq(apiClients.tenantId, tenantId))
    .orderBy(asc(apiClients.id))
    .limit(MOST)

export async function addClient(tx: Db, client: typeof apiClients.$inferInsert): Promise<void> {
  if ((await tx.$count(apiClients, eq(apiClients.tenantId, client.tenantId))) >= MOST)
    throw new AppError('too_many')
  await tx.insert(apiClients).values(client)
}

export async function revokeClient(tx: Db, tenantId: string, id: string, at: Date): Promise<void> {
  const rows = await tx
    .update(apiClients)
    .set({ revokedAt: at })
    .where(and(eq(apiClients.tenantId, tenantId), eq(apiClients.id, id), isNull(apiClients.revokedAt)))
    .returning({ id: apiClients.id })
  if (rows.length === 0) throw new AppError('not_found')
}

/** The client a key belongs to; undefined for a wrong or revoked one. */
export async function clientByKey(db: Db, tenantId: string, key: string) {
  const [row] = await db
    .select()
    .from(apiClients)
    .where(
      and(
        eq(apiClients.tenantId, tenantId),
        eq(apiClients.keyHash, hashKey(key)),
        isNull(apiClients.revokedAt)
      )
    )
  return row
}
