import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PlaceCode } from 'shared/places.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { Failure, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall, usePages } from '../../lib/query.ts'
import { timeWords } from '../../lib/words.ts'

/** Codes for posters: made for a village or a household, counted by scans, revoked when torn or lost. */
export default function Codes() {
  const { data } = useCall('GET /villages', {})
  const [villageId, setVillageId] = useState<string>()
  const [household, setHousehold] = useState('')
  const pages = usePages('GET /place-codes', { querystring: {} })
  const { act, busy, problem } = useAct()
  const make = () =>
    act(async () => {
      if (!villageId) throw { message: '请先选村（社区）' }
      await call('POST /place-codes', {
        body: { villageId, ...(household.trim() && { household: household.trim() }) }
      })
      setHousehold('')
      await refresh('GET /place-codes')
    }, '已生成')
  if (pages.error?.code === 'not_allowed')
    return (
      <Page narrow>
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      </Page>
    )
  return (
    <Page narrow>
      <View className='card'>
        <Select
          label='村（社区）'
          value={villageId}
          options={(data?.items ?? []).map(({ id, name }) => [id, name])}
          onChange={setVillageId}
        />
        <Field
          label='门牌（整村一张可不填）'
          max={20}
          value={household}
          placeholder='如：3排12号，不要写姓名'
          onChange={setHousehold}
        />
        <Problem text={problem} />
        <Button kind='main' busy={busy} onTap={() => void make()}>
          生成二维码
        </Button>
      </View>
      <List pages={pages} empty='还没有生成过二维码'>
        {(code) => <Code key={code.id} code={code} />}
      </List>
    </Page>
  )
}

function Code({ code }: { code: PlaceCode }) {
  const [png, setPng] = useState<string>()
  const { act, busy, problem } = useAct()
  const params = { id: code.id }
  const show = () => act(async () => setPng((await call('GET /place-codes/:id/image', { params })).png))
  const revoke = async () => {
    const { confirm } = await Taro.showModal({
      title: '停用这张二维码？',
      content: '停用后扫描会提示换新码，不能恢复。',
      confirmText: '停用',
      cancelText: '取消',
      confirmColor: '#b3261e'
    })
    if (confirm)
      await act(async () => {
        await call('POST /place-codes/:id/revoke', { params })
        await refresh('GET /place-codes')
      }, '已停用')
  }
  return (
    <View className='card'>
      <View className='card__row'>
        <View>
          <Text className='block strong'>
            {code.village} {code.household ?? '（整村）'}
          </Text>
          <Text className='block soft'>
            {timeWords(code.createdAt)} · 扫描{code.scans}次
          </Text>
        </View>
        <Text className={`tag ${code.revokedAt ? 'tag--red' : 'tag--green'}`}>
          {code.revokedAt ? '已停用' : '使用中'}
        </Text>
      </View>
      <Problem text={problem} />
      {png && <Image className='poster' src={png} mode='aspectFit' showMenuByLongpress />}
      {!code.revokedAt && (
        <View className='btns'>
          <Button busy={busy} onTap={() => void show()}>
            看二维码
          </Button>
          <Button kind='danger' onTap={() => void revoke()}>
            停用
          </Button>
        </View>
      )}
    </View>
  )
}
