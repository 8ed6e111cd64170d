import type { FileStore } from '../../kernel/lib/store.ts'

const SIZES = ['full', 'thumb'] as const
export type Size = (typeof SIZES)[number]

/** Where the store keeps a file. */
export const fileKey = (tenantId: string, id: string, size: Size): string => `${tenantId}/${id}.${size}`

/** Takes a file out of the store, its thumbnail with it; what is not there is no error. */
export async function deleteBytes(store: FileStore, tenantId: string, id: string): Promise<void> {
  for (const size of SIZES) await store.delete(fileKey(tenantId, id, size))
}
