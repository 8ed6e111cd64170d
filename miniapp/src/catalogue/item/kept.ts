import { useEffect, useState } from 'react'
import type { ItemContent } from 'shared/items.ts'
import { useRested } from '../../lib/rested.ts'
import { forget, keep, kept } from '../../lib/store.ts'

type Kept = { lock: number; content: ItemContent }

/** What is written stays in the browser until it is saved: a page left by mistake loses nothing. */
export function useKept(name: string, lock: number, before: ItemContent) {
  const own = `draft.${name}`
  const [earlier] = useState(() => kept<Kept>(own))
  const restored = earlier?.lock === lock
  const [content, setContent] = useState(restored ? earlier.content : before)
  const rested = useRested(JSON.stringify(content))
  const unchanged = JSON.stringify(before)
  useEffect(() => {
    if (rested === unchanged) forget(own)
    else keep(own, { lock, content: JSON.parse(rested) } satisfies Kept)
  }, [own, lock, rested, unchanged])
  return { content, setContent, restored, drop: () => forget(own) }
}
