import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseStage } from 'shared/case-parts.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'
import { Hearing } from './hearing.tsx'

/** The stages in this reader's hands. */
export const OwnStages = ({ kase }: CaseProps) => (
  <>
    {kase.stages
      .filter(({ mine }) => mine)
      .map((stage) => (
        <Stage key={stage.no} kase={kase} stage={stage} />
      ))}
  </>
)

function Stage({ kase, stage }: CaseProps & { stage: CaseStage }) {
  const { no, name, kind, clockWords, urgency, limit, colleagues } = stage
  const [words, setWords] = useTyped(`${kase.id}.stage${no}.words`, '')
  const [photos, setPhotos] = useState<Photo[]>([])
  const { act, send, sendNow, busy, problem } = useCaseCommand(kase.id)
  const decides = kind === 'decision'
  const finish = (passed: boolean) =>
    act(async () => {
      needs('办理意见', words, 2)
      const fileIds = photos.map(({ id }) => id)
      await sendNow({ action: 'finishStage', no, passed, words: words.trim(), fileIds })
      setWords('')
    }, `${name}已完成`)
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>{name}</Text>
        <Text className={`tag tag--${urgency}`}>{clockWords}</Text>
      </View>
      <Text className='block soft'>时限{limit}</Text>
      {kind === 'hearing' && <Hearing kase={kase} stage={stage} />}
      <Field label='办理意见' long max={1000} value={words} onChange={setWords} />
      <Photos papers photos={photos} onChange={setPhotos} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void finish(true)}>
          {decides ? '准予' : `${name}通过`}
        </Button>
        <Button kind='danger' busy={busy} onTap={() => void finish(false)}>
          {decides ? '不予' : '不通过'}
        </Button>
      </View>
      {colleagues.length > 0 && (
        <Select
          label='交给同事办（时限不变）'
          value={undefined}
          options={colleagues.map((one) => [one.id, one.name] as const)}
          onChange={(postId) =>
            void send({ action: 'assignStage', no, postId, reason: '内部分工' }, '已转交')
          }
        />
      )}
    </View>
  )
}
