import { QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { Api, Input, Reply } from 'shared/api.ts'
import { type ApiError, call } from './api.ts'
import { useEvery } from './every.ts'
import { isSignedIn, onSignedIn } from './session.ts'

/** Trying once more helps against a thin line or a busy service, not against a no. */
const mayHelp = (failures: number, error: unknown): boolean =>
  failures < 1 && ['offline', 'busy', 'internal'].includes((error as ApiError).code)

/** What was loaded stays on screen while it is loaded anew; a thin network never blanks a page. */
export const client = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: mayHelp, staleTime: 5_000, refetchOnWindowFocus: false }
  }
})
// Signing in answers what is being asked right now; signing out leaves nothing of the last person behind.
onSignedIn(() => (isSignedIn() ? void client.invalidateQueries() : client.clear()))

const keyOf = (endpoint: string, input: object) => [endpoint, JSON.stringify(input)]

/** Loads an endpoint, and again on every later show of the page. */
export function useCall<K extends keyof Api>(endpoint: K, input: Input<K>, enabled = true) {
  const query = useQuery<Reply<K>, ApiError>({
    queryKey: keyOf(endpoint, input),
    queryFn: () => call(endpoint, input),
    enabled
  })
  const shown = useRef(false)
  useDidShow(() => {
    if (shown.current && enabled) void query.refetch()
    shown.current = true
  })
  return { ...query, set: (data: Reply<K>) => client.setQueryData(keyOf(endpoint, input), data) }
}

type Paged<K extends keyof Api> =
  Reply<K> extends { items: (infer Item)[]; next: string | null } ? Item : never

/** How often a list that others add to is looked at again while it is in sight. */
export const LIVE_MS = 20_000

/** Loads a list page by page; `everyMs`: again and again, as long as the page is in sight. */
export function usePages<K extends keyof Api>(endpoint: K, input: Input<K>, enabled = true, everyMs = 0) {
  const query = useInfiniteQuery({
    queryKey: keyOf(endpoint, input),
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const { querystring } = input as { querystring?: object }
      return call(endpoint, {
        ...input,
        querystring: { ...querystring, ...(pageParam && { cursor: pageParam }) }
      } as Input<K>)
    },
    getNextPageParam: (last) => (last as { next: string | null }).next ?? undefined
  })
  const [inSight, setInSight] = useState(true)
  useDidHide(() => setInSight(false))
  useEvery(enabled && inSight ? everyMs : 0, () => void query.refetch())
  const shown = useRef(false)
  useDidShow(() => {
    if (shown.current && enabled) void query.refetch()
    shown.current = true
    setInSight(true)
  })
  const items = query.data?.pages.flatMap((page) => (page as { items: unknown[] }).items as Paged<K>[])
  return { ...query, error: query.error as ApiError | null, items }
}

export const refresh = (endpoint: keyof Api): Promise<void> =>
  client.invalidateQueries({ queryKey: [endpoint] })
