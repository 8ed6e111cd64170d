import type { Deps } from '../../kernel/lib/deps.ts'
import { AppError } from '../../kernel/lib/errors.ts'
import { isDiskFull } from '../../kernel/lib/outage.ts'
import { deleteBytes, fileKey } from './bytes.repo.ts'
import { cleanUpload } from './clean.acts.ts'
import { insertFile } from './files.repo.ts'

type Tools = Pick<Deps, 'db' | 'now' | 'newId' | 'store'>

/** Keeps a file that arrived: cleaned, stored, and its check enqueued with its row. */
export async function keepFile(
  { db, now, newId, store }: Tools,
  tenantId: string,
  ownerId: string,
  arrived: Buffer,
  only: 'pictures' | 'any' = 'any'
) {
  const { bytes, mime, thumb } = await cleanUpload(arrived)
  // A PDF names its author and their machine, and is kept as it came.
  if (only === 'pictures' && !thumb) throw new AppError('file_type_refused')
  const id = newId()
  // WeChat looks at pictures only: anything else wants a person's eye.
  const check = thumb ? ('pending' as const) : ('review' as const)
  const row = { tenantId, id, ownerId, mime, bytes: bytes.length, check, createdAt: now() }
  try {
    await store.put(fileKey(tenantId, id, 'full'), bytes)
    if (thumb) await store.put(fileKey(tenantId, id, 'thumb'), thumb)
    await insertFile(db, row)
  } catch (error) {
    // Neither a row without bytes nor half a file without a row stays.
    await deleteBytes(store, tenantId, id).catch(() => undefined)
    throw isDiskFull(error) ? new AppError('storage_full') : error
  }
  return row
}
