import { useEffect, useRef, useState } from 'react'

/** Does something again and again while the page lives; nothing while `ms` is 0. */
export function useEvery(ms: number, work: () => void): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    if (ms === 0) return undefined
    const timer = setInterval(() => latest.current(), ms)
    return () => clearInterval(timer)
  }, [ms])
}

/** The time, told every second. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEvery(running ? 1000 : 0, () => setNow(Date.now()))
  return now
}
