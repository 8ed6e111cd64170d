import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { ItemLine } from 'shared/guide.ts'
import { PHONE_WORDS, phoneOf } from 'shared/rules/phones.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { Page } from '../../components/page.tsx'
import { Situation } from '../../components/situation.tsx'
import { Slots } from '../../components/slots.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { go } from '../../lib/go.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { uuid } from '../../lib/uuid.ts'

/** Somebody rings up: their name, their number, their item, their time. */
export default function Phone() {
  const [name, setName] = useTyped('caller.book.name', '')
  const [phone, setPhone] = useTyped('caller.book.phone', '')
  const [item, setItem] = useState<ItemLine>()
  const [done, setDone] = useState<{ words: string; list: { id: string; a: string } }>()
  const keys = useRef<Record<string, string>>({})
  const { act, busy, problem } = useAct(name + phone)
  const book = (startsAt: string, answers: string) =>
    act(async () => {
      needs('姓名', name, 2)
      if (!phoneOf(phone)) throw { code: 'invalid_input', message: `${PHONE_WORDS}，请再问一遍` }
      const tap = startsAt + phone + item!.id + answers
      keys.current[tap] ??= uuid()
      const key = keys.current[tap]
      const body = { key, itemId: item!.id, startsAt, answers, name: name.trim(), phone }
      const booking = await call('POST /hall/bookings', { body }).finally(
        () => void refresh('GET /hall/items/:id/slots')
      )
      delete keys.current[tap]
      setDone({
        words: `${booking.name}：${booking.item}，${booking.whenWords}，${booking.counter}。请告诉他到大厅报手机号就能签到取号`,
        list: { id: item!.id, a: answers }
      })
      setItem(undefined)
      setName('')
      setPhone('')
    }, '已约好')
  return (
    <Page narrow>
      {done && (
        <>
          <Text className='hint'>已约好 {done.words}</Text>
          <Button onTap={() => go('guide/item', done.list)}>念给他听要带什么</Button>
        </>
      )}
      <View className='card'>
        <Field label='来电人姓名' max={60} value={name} onChange={setName} />
        <Field label='电话' max={60} value={phone} onChange={setPhone} />
      </View>
      {!item && <Problem text={problem} />}
      {item ? (
        <>
          <View className='card card__row'>
            <Text className='strong'>{item.name}</Text>
            <Button small onTap={() => setItem(undefined)}>
              换一个
            </Button>
          </View>
          <Button kind='plain' onTap={() => go('guide/item', { id: item.id })}>
            看他要带什么
          </Button>
          <Situation itemId={item.id}>
            {(answers) => (
              <Slots
                staff
                itemId={item.id}
                busy={busy}
                problem={problem}
                onPick={(slot) => void book(slot.startsAt, answers)}
              />
            )}
          </Situation>
        </>
      ) : (
        <ItemPicker onPick={setItem} />
      )}
    </Page>
  )
}
