import type { ReactNode } from 'react'
import type { ApiError } from '../lib/api.ts'
import { Button } from './button.tsx'
import { Empty, Failure, Loading } from './states.tsx'

type Pages<T> = {
  items: T[] | undefined
  error: ApiError | null
  refetch: () => unknown
  hasNextPage: boolean
  fetchNextPage: () => unknown
  isFetchingNextPage: boolean
}

/** A list that grows by the page: loading, failed, empty or there. */
export function List<T>({
  pages,
  empty,
  children
}: {
  pages: Pages<T>
  empty: string
  children: (item: T) => ReactNode
}) {
  const { items, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = pages
  if (!items) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  if (items.length === 0) return <Empty text={empty} />
  return (
    <>
      {items.map(children)}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onTap={() => void fetchNextPage()}>
          再看更多
        </Button>
      )}
    </>
  )
}
