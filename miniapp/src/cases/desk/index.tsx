import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ItemLine } from 'shared/guide.ts'
import { Button } from '../../components/button.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { Page } from '../../components/page.tsx'
import { Situation } from '../../components/situation.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { go, leaveFor } from '../../lib/go.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { ApplicantForm, checked, useApplicant } from '../applicant.tsx'
import { useOpeningKey } from '../command.ts'
import { type Coming, Find } from './find.tsx'

/** Across the counter: which item, which situation, who applies. */
export default function Desk() {
  const [item, setItem] = useState<Pick<ItemLine, 'id' | 'name'>>()
  const [coming, setComing] = useState<Coming>()
  const begin = (booking: Coming) => {
    setComing(booking)
    setItem({ id: booking.itemId, name: booking.item })
  }
  const other = () => {
    setComing(undefined)
    setItem(undefined)
  }
  return (
    <Page narrow>
      {item ? (
        <>
          <View className='card card__row'>
            <Text className='strong'>{item.name}</Text>
            <Button small onTap={other}>
              换一个
            </Button>
          </View>
          <Situation key={item.id} itemId={item.id} answered={coming?.answers}>
            {(answers) => <Who itemId={item.id} answers={answers} name={coming?.name} />}
          </Situation>
        </>
      ) : (
        <>
          <Find onPick={begin} />
          <ItemPicker onPick={setItem} />
          <Bundles />
        </>
      )}
    </Page>
  )
}

/** Several items at once. */
function Bundles() {
  const { data } = useCall('GET /items/entries', {})
  if (!data?.bundles.length) return null
  return (
    <>
      <Text className='heading'>一件事，一次收件</Text>
      {data.bundles.map(({ id, name, about }) => (
        <View key={id} className='slot'>
          <View>
            <Text className='block strong'>{name}</Text>
            <Text className='block soft'>{about}</Text>
          </View>
          <Button small label={`选${name}`} onTap={() => go('cases/bundle', { id, desk: '1' })}>
            选这个
          </Button>
        </View>
      ))}
    </>
  )
}

function Who({ itemId, answers, name }: { itemId: string; answers: string; name: string | undefined }) {
  const [applicant, setApplicant] = useApplicant(name)
  const { key, reused } = useOpeningKey()
  const { act, busy, problem } = useAct(JSON.stringify(applicant))
  const begin = () =>
    act(async () => {
      const body = { key: key.current, itemId, answers, applicant: checked(applicant) }
      const { id } = await call('POST /desk/cases', { body }).catch(reused)
      void refresh('GET /case-work')
      await leaveFor('cases/one', { id })
    })
  return (
    <>
      <ApplicantForm value={applicant} onChange={setApplicant} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void begin()}>
        开始收件
      </Button>
    </>
  )
}
