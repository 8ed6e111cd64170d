import { Text, View } from '@tarojs/components'
import type { SavedList } from 'shared/guide.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { go } from '../../lib/go.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { forget } from '../../lib/store.ts'

/** The lists somebody keeps. */
export default function Lists() {
  const signedIn = useSignedIn()
  const { data, error, refetch } = useCall('GET /lists', {}, signedIn)
  if (!signedIn)
    return (
      <Page narrow>
        <View className='state'>
          <Text>登录后能看到您保存的办事清单</Text>
          <Button kind='main' onTap={() => void signIn()}>
            微信登录
          </Button>
        </View>
      </Page>
    )
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      {data.items.length === 0 && <Empty text='还没有保存清单。在办事指南里答完问题，点“保存这张清单”' />}
      {data.items.map((list) => (
        <Line
          key={list.id}
          list={list}
          alone={data.items.filter((one) => sameSheet(one, list)).length === 1}
        />
      ))}
      <Button onTap={() => go('guide/find')}>去办事指南</Button>
    </Page>
  )
}

const sameSheet = (one: SavedList, other: SavedList) =>
  one.itemId === other.itemId && one.version === other.version

/** `alone`: no other list needs what this phone keeps of the item. */
type Props = { list: SavedList; alone: boolean }
function Line({ list, alone }: Props) {
  const { id, itemId, name, version, answers, changed, savedAt } = list
  const { act, busy, problem } = useAct()
  const open = (kept: boolean) => go('guide/item', { id: itemId, a: answers, v: kept ? version : undefined })
  const drop = () =>
    act(async () => {
      const sure = await confirmed({ title: '删掉这张清单？', content: name, yes: '删掉', danger: true })
      if (!sure) return
      await call('POST /lists/:id/forget', { params: { id } })
      if (alone) forget(`item.${itemId}.${version}`)
      await refresh('GET /lists')
    })
  return (
    <View className='card'>
      <Text className='block strong'>{name}</Text>
      <Text className='block soft'>{beijingWords(savedAt)}保存</Text>
      {changed && <Text className='block red'>这个事项后来改了，材料可能不一样</Text>}
      <Problem text={problem} />
      <View className='btns' style={{ marginTop: '10px' }}>
        <Button label={`看清单 ${name}`} onTap={() => open(true)}>
          看清单
        </Button>
        {changed && (
          <Button label={`看新的 ${name}`} onTap={() => open(false)}>
            看新的
          </Button>
        )}
        <Button kind='danger' busy={busy} label={`删掉 ${name}`} onTap={() => void drop()}>
          删掉
        </Button>
      </View>
    </View>
  )
}
