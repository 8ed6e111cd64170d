import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ApiClient } from 'shared/open.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { Secret } from './secret.tsx'

/** Systems that may hand in matters, each with a key of its own. */
export function Clients() {
  const { data, error, refetch } = useCall('GET /api-clients', {})
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ id: string; name: string; secret: string }>()
  const { act, busy, problem } = useAct()
  const add = () =>
    act(async () => {
      if (name.trim().length < 2) throw { message: '请写系统的名称，至少两个字' }
      const { id, key } = await call('POST /api-clients', { body: { name: name.trim() } })
      setMade({ id, name: name.trim(), secret: key })
      setName('')
      await refresh('GET /api-clients')
    })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <Text className='heading'>可以提交诉求的系统</Text>
      {made && data.items.some(({ id, revokedAt }) => id === made.id && !revokedAt) && (
        <Secret name={made.name} secret={made.secret} />
      )}
      <Field label='系统名称' max={40} value={name} placeholder='例如：12345热线' onChange={setName} />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void add()}>
        发给密钥
      </Button>
      {data.items.length === 0 && <Text className='block soft'>还没有接入的系统</Text>}
      {data.items.map((client) => (
        <Client key={client.id} client={client} />
      ))}
    </>
  )
}

function Client({ client: { id, name, createdAt, revokedAt } }: { client: ApiClient }) {
  const { act, busy, problem } = useAct()
  const revoke = () =>
    act(async () => {
      const sure = await confirmed({
        title: '收回密钥',
        content: `收回后“${name}”马上不能再提交诉求，已提交的照常办理。`,
        yes: '收回',
        danger: true
      })
      if (!sure) return
      await call('POST /api-clients/:id/revoke', { params: { id } })
      await refresh('GET /api-clients')
    })
  return (
    <View className='card'>
      <View className='card__row'>
        <View>
          <Text className='block strong'>{name}</Text>
          <Text className='block soft'>
            {revokedAt ? `${beijingWords(revokedAt)}已收回` : `${beijingWords(createdAt)}发给，使用中`}
          </Text>
        </View>
        {!revokedAt && (
          <Button small busy={busy} label={`收回${name}的密钥`} onTap={() => void revoke()}>
            收回密钥
          </Button>
        )}
      </View>
      <Problem text={problem} />
    </View>
  )
}
