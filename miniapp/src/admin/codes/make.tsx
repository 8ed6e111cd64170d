import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'

const MOST = 1000
const LONGEST = 20

/** One door a line: `3排12号`. What is empty falls away, what stands twice counts once. */
const doorsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,，、]/)
      .map((door) => door.trim())
      .filter(Boolean)
  )
]

/** Makes codes for a whole village or for a list of its households; a door that has one keeps it. */
export function Make({ villageId }: { villageId: string }) {
  const [text, setText] = useState('')
  const { act, busy, problem } = useAct(text)
  const doors = doorsOf(text)
  const make = () =>
    act(async () => {
      if (doors.length > MOST) throw { message: `一次最多${MOST}户，现在有${doors.length}户，请分几次` }
      const long = doors.find((door) => door.length > LONGEST)
      if (long) throw { message: `“${long.slice(0, LONGEST)}…”太长，门牌最多${LONGEST}个字` }
      if (doors.length === 0) await call('POST /place-codes', { body: { villageId } })
      else await call('POST /place-codes/households', { body: { villageId, households: doors } })
      setText('')
      await Promise.all([refresh('GET /place-codes'), refresh('GET /place-codes/villages')])
    }, '已生成')
  return (
    <View>
      <Field
        label='门牌（一行一户；整村一张可不填）'
        long
        max={20_000}
        value={text}
        placeholder={'1排1号\n1排2号\n不要写姓名'}
        onChange={setText}
      />
      {doors.length > 0 && <Text className='block soft'>共{doors.length}户，已有二维码的不重复生成</Text>}
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void make()}>
        生成二维码
      </Button>
    </View>
  )
}
