import { useEffect, useRef } from 'react'
import type { Reply } from 'shared/api.ts'
import { say } from '../../lib/speech.ts'

type Calls = Reply<'GET /hall/screen'>['called']
const spoken = (no: string) => [...no].join(' ')

/**
 * Says every new call once, in the order they were made; what stood there when the screen came on was called
 * before.
 */
export function useAnnounced(calls: Calls | undefined, loud: boolean): void {
  const said = useRef<Set<string>>()
  useEffect(() => {
    if (!calls) return
    const known = said.current
    said.current = new Set(calls.map(({ no, calls: times }) => `${no}/${times}`))
    if (!known || !loud) return
    const fresh = calls.filter(({ no, calls: times }) => !known.has(`${no}/${times}`))
    for (const { no, window, counter } of fresh.reverse())
      say(`请${spoken(no)}号，到${counter}${window}号窗口`)
  }, [calls, loud])
}
