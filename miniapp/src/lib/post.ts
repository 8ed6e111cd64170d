import type { HeldPost } from 'shared/session.ts'
import { useCall } from './query.ts'
import { kept } from './store.ts'

/** The post this person acts for now; undefined for who holds none. */
export function usePost(): HeldPost | undefined {
  const { data } = useCall('GET /me', {})
  const chosen = kept<string>('post')
  return data?.posts.find(({ id }) => id === chosen) ?? data?.posts[0]
}
