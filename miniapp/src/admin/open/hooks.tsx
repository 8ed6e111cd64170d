import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Webhook } from 'shared/open.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { Secret } from './secret.tsx'

const ADDRESS = /^https?:\/\/\S{4,}$/

/** Addresses that are told of every change, signed. */
export function Hooks() {
  const { data, error, refetch } = useCall('GET /webhooks', {})
  const [url, setUrl] = useState('')
  const [made, setMade] = useState<{ name: string; secret: string }>()
  const { act, busy, problem } = useAct()
  const add = () =>
    act(async () => {
      if (!ADDRESS.test(url.trim())) throw { message: '地址要以 https:// 开头，请检查' }
      const { secret } = await call('POST /webhooks', { body: { url: url.trim() } })
      setMade({ name: url.trim(), secret })
      setUrl('')
      await refresh('GET /webhooks')
    })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <Text className='heading'>有变化就通知的地址</Text>
      {made && <Secret {...made} />}
      <Field label='接收地址' max={300} value={url} placeholder='https://' onChange={setUrl} />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void add()}>
        添加地址
      </Button>
      {data.items.length === 0 && <Text className='block soft'>还没有接收地址</Text>}
      {data.items.map((hook) => (
        <Hook key={hook.id} hook={hook} />
      ))}
    </>
  )
}

const stateWords = ({ active, waiting, lastStatus, lastAt }: Webhook): string => {
  const last = lastAt ? `最近一次${beijingWords(lastAt)}，对方返回${lastStatus}` : '还没有发过'
  return `${active ? '使用中' : '已停用'}，${last}${waiting ? `，还有${waiting}条等着发` : ''}`
}

function Hook({ hook }: { hook: Webhook }) {
  const { id, url, active } = hook
  const { act, busy, problem } = useAct()
  const test = () =>
    act(async () => {
      const { ok, status } = await call('POST /webhooks/:id/test', { params: { id } })
      await refresh('GET /webhooks')
      if (!ok) throw { message: `对方没有收下（${status}）。请检查地址和对方的服务，再试一次` }
      void Taro.showToast({ title: '对方已收到', icon: 'none' })
    })
  const end = () =>
    act(async () => {
      const sure = await confirmed({
        title: '停用这个地址？',
        content: '停用后不再通知它，还没发出的也不再发。',
        yes: '停用地址',
        danger: true
      })
      if (!sure) return
      await call('POST /webhooks/:id/end', { params: { id } })
      await refresh('GET /webhooks')
    })
  return (
    <View className='card'>
      <Text className='block strong'>{url}</Text>
      <Text className='block soft'>{stateWords(hook)}</Text>
      <Problem text={problem} />
      {active && (
        <View className='btns'>
          <Button busy={busy} onTap={() => void test()}>
            发一条试试
          </Button>
          <Button kind='danger' busy={busy} onTap={() => void end()}>
            停用
          </Button>
        </View>
      )}
    </View>
  )
}
