import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { QueueTicket } from 'shared/queue.ts'
import { phoneOf } from 'shared/rules/phones.ts'
import { plainNumber } from 'shared/rules/typed.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'

/** Checks somebody in by the code they say. */
export function CheckIn() {
  const [code, setCode] = useState('')
  const [priority, setPriority] = useState(false)
  const [ticket, setTicket] = useState<QueueTicket>()
  const { act, busy, problem } = useAct(code)
  const come = () =>
    act(async () => {
      if (!phoneOf(code) && !/^\d{6}$/.test(plainNumber(code)))
        throw { code: 'invalid_input', message: '预约码是6位数字，手机号是11位，请核对' }
      setTicket(await call('POST /hall/check-ins', { body: { code, priority } }))
      setCode('')
      setPriority(false)
      void refresh('GET /hall/bookings')
    })
  return (
    <View className='card'>
      <Field
        label='报码或电话签到'
        max={60}
        value={code}
        placeholder='6位预约码，或约的电话'
        onChange={setCode}
      />
      <Tick on={priority} onChange={setPriority}>
        满70岁、残疾人、优待证（优先）
      </Tick>
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void come()}>
        签到取号
      </Button>
      {ticket && (
        <Text className='hint'>
          {ticket.name ?? ''} 取到{ticket.no}，前面{ticket.ahead}位
        </Text>
      )}
    </View>
  )
}
