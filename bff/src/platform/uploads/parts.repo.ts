import type { FileStore } from '../../kernel/lib/store.ts'
import type { UploadRow } from './uploads.table.ts'

type Named = Pick<UploadRow, 'tenantId' | 'id'>

/** Where the store keeps a part. */
export const partKey = ({ tenantId, id }: Named, no: number): string => `${tenantId}/parts/${id}.${no}`

/** Takes every part of an upload out of the store; what is not there is no error. */
export async function deleteParts(
  store: FileStore,
  upload: Named & Pick<UploadRow, 'hashes'>
): Promise<void> {
  for (const no of upload.hashes.keys()) await store.delete(partKey(upload, no))
}
