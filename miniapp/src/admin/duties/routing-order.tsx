import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { RoutingStep } from 'shared/directory.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'
import { ROUTING_STEPS } from '../../lib/words.ts'

/** The steps with the one at `index` a place earlier. */
function raised(steps: readonly RoutingStep[], index: number): RoutingStep[] {
  const next = [...steps]
  next.splice(index - 1, 2, steps[index]!, steps[index - 1]!)
  return next
}

/** Whom a question is proposed to first: the county settles the order, its townships read it. */
export function RoutingOrder({ mayChange }: { mayChange: boolean }) {
  const { data, refetch } = useCall('GET /routing-order', {})
  const [draft, setDraft] = useState<RoutingStep[]>()
  const { act, busy, problem } = useAct()
  if (!data) return null
  const save = () =>
    act(async () => {
      await call('POST /routing-order', { body: { steps: draft! } })
      await refetch()
      setDraft(undefined)
    }, '已保存，新来的诉求按这个顺序')
  const steps = draft ?? data.steps
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='block strong'>诉求先派给谁</Text>
        {mayChange && (
          <Button
            small
            label={draft ? '不改分派顺序了' : '修改分派顺序'}
            onTap={() => setDraft(draft ? undefined : data.steps)}
          >
            {draft ? '不改了' : '修改顺序'}
          </Button>
        )}
      </View>
      <Text className='block soft'>
        从上往下找，找到有人的岗位就派给他，他不在岗由代办人接。几个人分担的，按份数轮到谁就派给谁。
      </Text>
      {steps.map((step, index) => (
        <View key={step} className='card__row card__row--mid'>
          <Text>
            {index + 1}. {ROUTING_STEPS[step]}
          </Text>
          {draft && index > 0 && (
            <Button small label={`上移${ROUTING_STEPS[step]}`} onTap={() => setDraft(raised(draft, index))}>
              上移
            </Button>
          )}
        </View>
      ))}
      <Problem text={problem} />
      {draft && (
        <Button kind='main' busy={busy} onTap={() => void save()}>
          保存顺序
        </Button>
      )}
    </View>
  )
}
