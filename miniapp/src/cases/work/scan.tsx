import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { openCase } from '../line.tsx'

const weapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP

/** The label of a bag, by the phone's camera or a scanner that types. */
export function Scan() {
  const [code, setCode] = useState('')
  const { act, busy, problem } = useAct(code)
  const open = (text: string) =>
    act(async () => {
      const typed = text.trim()
      if (typed.length < 12) throw { message: '袋号是12位字母数字，请核对' }
      openCase((await call('POST /bags/scan', { body: { code: typed } })).caseId)
      setCode('')
    })
  const scan = async () => {
    const { result } = await Taro.scanCode({}).catch(() => ({ result: '' }))
    if (result) await open(result)
  }
  return (
    <View className='card'>
      <Field label='文件袋号' max={20} value={code} placeholder='扫标签，或输12位袋号' onChange={setCode} />
      <Problem text={problem} />
      <View className='btns'>
        {weapp && (
          <Button busy={busy} onTap={() => void scan()}>
            扫标签
          </Button>
        )}
        <Button busy={busy} onTap={() => void open(code)}>
          打开这个袋
        </Button>
      </View>
    </View>
  )
}
