import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Booking } from 'shared/booking.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { Tick } from '../../components/tick.tsx'
import { useAct } from '../../lib/act.ts'
import { command } from './command.ts'

/** The code on the hall's screen, from the address it leads to. */
async function scanned(): Promise<string | undefined> {
  const { result } = await Taro.scanCode({ onlyFromCamera: true }).catch(() => ({ result: '' }))
  if (!result) return undefined
  const door = /[?&]door=([\w.-]+)/.exec(result)?.[1]
  if (!door) throw { code: 'invalid_input', message: '这不是大厅门口的码，没有签到。请扫大屏幕上的码' }
  return door
}

/** They are at the door: the code on the screen makes their booking a number. */
export function Arrive({ booking, door }: { booking: Booking; door: string }) {
  const [priority, setPriority] = useState(false)
  const { act, busy, problem } = useAct(booking.state)
  if (!booking.actions.includes('checkIn')) return null
  const weapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP
  const come = () =>
    act(async () => {
      const code = door || (await scanned())
      if (code) await command(booking, { action: 'checkIn', door: code, priority })
    })
  return (
    <View className='card'>
      <Text className='block strong'>到大厅了</Text>
      <Tick on={priority} onChange={setPriority}>
        我满70岁，或有残疾人证、优待证（优先叫号，窗口看证件）
      </Tick>
      <Problem text={problem} />
      {door || weapp ? (
        <Button kind='main' busy={busy} onTap={() => void come()}>
          {door ? '签到取号' : '扫大屏幕上的码签到'}
        </Button>
      ) : (
        <Text className='block soft'>用手机相机扫大厅屏幕上的码签到，或把上面的6位码报给导办员</Text>
      )}
    </View>
  )
}
