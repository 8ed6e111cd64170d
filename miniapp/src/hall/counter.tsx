import { useState } from 'react'
import type { Counter } from 'shared/hall.ts'
import { Select } from '../components/select.tsx'
import { useCall } from '../lib/query.ts'
import { keep, kept } from '../lib/store.ts'

/** The counter this desk works for, remembered on this device. */
export function useCounter() {
  const { data, error, refetch } = useCall('GET /counters', {})
  const [id, setId] = useState(kept<string>('hall.counter'))
  const counters = data?.items
  const counter = counters?.find((one) => one.id === id) ?? counters?.[0]
  const choose = (next: string) => {
    keep('hall.counter', next)
    setId(next)
  }
  return { counters, counter, today: data?.today ?? '', choose, error, refetch }
}

type Props = { counters: readonly Counter[]; counter: Counter; onChange: (id: string) => void }

export const CounterSelect = ({ counters, counter, onChange }: Props) => (
  <Select
    label='专区'
    value={counter.id}
    options={counters.map(({ id, letter, name }) => [id, `${letter} ${name}`] as const)}
    onChange={onChange}
  />
)
