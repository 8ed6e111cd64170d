import { useEffect, useState } from 'react'

/** What was typed, once the fingers rest. */
export function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), 300)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
