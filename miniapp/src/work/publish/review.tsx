import { Text, View } from '@tarojs/components'
import type { Publication } from 'shared/publications.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { useTyped } from '../../lib/typed.ts'
import { usePublishing } from './send.ts'

type Props = { publication: Publication; onChange: (publication: Publication) => void }

/** The second person's desk: what the machine still finds in sight, and yes or no. */
export function Review({ publication, onChange }: Props) {
  const [reason, setReason] = useTyped(`${publication.id}.review.reason`, '')
  const { send, busy, problem } = usePublishing(publication, onChange)
  const { actions, inSight, possible, draftedBy, note } = publication
  const may = (action: (typeof actions)[number]) => actions.includes(action)
  if (!may('approve') && !may('withdraw')) return null
  const approve = async () => {
    const asked = {
      title: '仍有内容没有隐去',
      content: inSight.join('、'),
      yes: '确认公开',
      no: '再看看'
    }
    if (inSight.length === 0 || (await confirmed(asked))) await send({ action: 'approve' }, '已公开')
  }
  return (
    <View className='card'>
      <Text className='block strong'>{may('approve') ? '第二人核对' : '撤下'}</Text>
      {may('approve') && (
        <>
          <Text className='block soft'>
            {draftedBy}整理{note ? `，更正说明：${note}` : ''}
          </Text>
          {inSight.length > 0 && (
            <View className='problem'>
              <Text>这些像是个人信息，但没有隐去：{inSight.join('、')}</Text>
            </View>
          )}
          {possible.length > 0 && (
            <Text className='block soft'>可能还认得出是谁，请再看一眼：{possible.join('、')}</Text>
          )}
          <Button kind='main' busy={busy} onTap={() => void approve()}>
            核对无误，公开
          </Button>
        </>
      )}
      <Field
        label={may('approve') ? '退回的理由' : '撤下的理由'}
        max={200}
        value={reason}
        onChange={setReason}
      />
      <Problem text={problem} />
      <View className='btns'>
        {may('sendBack') && (
          <Button busy={busy} onTap={() => void send({ action: 'sendBack', reason }, '已退回')}>
            退回修改
          </Button>
        )}
        {may('withdraw') && (
          <Button kind='danger' busy={busy} onTap={() => void send({ action: 'withdraw', reason }, '已撤下')}>
            撤下
          </Button>
        )}
      </View>
    </View>
  )
}
