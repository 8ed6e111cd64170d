import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Endorsement } from 'shared/directory.ts'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'
import { ENDORSEMENTS } from '../../lib/words.ts'

const MODES = Object.entries(ENDORSEMENTS) as [Endorsement, string][]

/** When leaders read the notices of each kind of question; a topic may have its own way. */
export function Endorsements({ mayChange }: { mayChange: boolean }) {
  const [open, setOpen] = useState(false)
  const { data, refetch } = useCall('GET /endorsements', {})
  const { act, busy, problem } = useAct()
  const settle = (kind: keyof typeof KIND_WORDS, mode: Endorsement) =>
    act(async () => {
      await call('POST /endorsements', { body: { kind, mode } })
      await refetch()
    }, '已保存')
  if (!data) return null
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='block strong'>领导什么时候批阅</Text>
        {mayChange && (
          <Button small label='修改批阅方式' onTap={() => setOpen(!open)}>
            {open ? '收起' : '修改'}
          </Button>
        )}
      </View>
      <Problem text={problem} />
      {data.items.map(({ kind, mode }) =>
        open ? (
          <Choice
            key={kind}
            label={KIND_WORDS[kind]}
            value={mode}
            options={MODES}
            onChange={(chosen) => !busy && void settle(kind, chosen)}
          />
        ) : (
          <Text key={kind} className='block soft'>
            {KIND_WORDS[kind]}：{ENDORSEMENTS[mode]}
          </Text>
        )
      )}
    </View>
  )
}
