import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { WorkLine } from 'shared/case-work.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { uuid } from '../../lib/uuid.ts'

const MOST = 50

/** Pushed cases agreed to together; what could not be is said by name. */
export function Batch({ lines }: { lines: readonly WorkLine[] }) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const keys = useRef<Record<string, string>>({})
  const { act, busy, problem } = useAct()
  const agree = () =>
    act(async () => {
      if (chosen.length === 0) throw { message: '请先勾选要同意受理的办件' }
      const cases = chosen.slice(0, MOST).map((id) => {
        keys.current[id] ??= uuid()
        return { id, key: keys.current[id] }
      })
      const { failed } = await call('POST /case-work/consents', { body: { cases } })
      setChosen([])
      await refresh('GET /case-work')
      const names = failed.map(({ id, why }) => `${lines.find((one) => one.id === id)?.no ?? ''}：${why}`)
      if (names.length) throw { message: `这${names.length}件没有办成：${names.join('；')}` }
    }, '已同意受理')
  if (!open) return <Button onTap={() => setOpen(true)}>批量同意受理</Button>
  return (
    <View className='card'>
      <Text className='block strong'>勾选要同意受理的（最多{MOST}件）</Text>
      {lines.slice(0, MOST).map(({ id, no, item, name }) => (
        <Tick
          key={id}
          on={chosen.includes(id)}
          onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          {`${item} ${name} ${no ?? ''}`}
        </Tick>
      ))}
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void agree()}>
          同意受理{chosen.length}件
        </Button>
        <Button onTap={() => setOpen(false)}>收起</Button>
      </View>
    </View>
  )
}
