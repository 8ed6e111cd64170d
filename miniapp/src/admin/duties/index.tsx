import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { kept } from '../../lib/store.ts'
import { DUTY_LISTS, ENDORSEMENTS } from '../../lib/words.ts'
import { Endorsements } from './endorsements.tsx'
import { TopicForm } from './form.tsx'
import { RoutingOrder } from './routing-order.tsx'

const UNIT_WORDS = { wm: '工作分钟', wh: '个工作小时', wd: '个工作日', d: '个自然日' } as const

/** Takes a duty from whoever has it: the wider area's, or the fallback, counts again. */
function EndDuty({ id, words }: { id: string; words: string }) {
  const { act, busy } = useAct()
  const end = () =>
    act(async () => {
      const content = `${words}不再负责这类事项，以后按更大范围的分工或由村书记兜底`
      if (!(await confirmed({ title: '取消这个分工？', content, yes: '取消分工', no: '再想想' }))) return
      await call('POST /duties/:id/end', { params: { id } })
      await refresh('GET /duties')
    })
  return (
    <Button small busy={busy} label={`取消${words}的分工`} onTap={() => void end()}>
      取消
    </Button>
  )
}

export default function Duties() {
  const topics = useCall('GET /topics', {})
  const duties = useCall('GET /duties', {})
  const { data: me } = useCall('GET /me', {})
  const [open, setOpen] = useState<string>()
  // Topics are the whole county's; a township decides who answers for them there.
  const acting = me?.posts.find(({ id }) => id === kept<string>('post')) ?? me?.posts[0]
  const mayChange = acting?.role === 'countyAdmin'
  if (!topics.data || !duties.data)
    return (
      <Page narrow>
        {topics.error ? <Failure error={topics.error} onRetry={() => void topics.refetch()} /> : <Loading />}
      </Page>
    )
  return (
    <Page narrow>
      {open === 'new' && <TopicForm mayChange onDone={() => setOpen(undefined)} />}
      <RoutingOrder mayChange={mayChange} />
      <Endorsements mayChange={mayChange} />
      {mayChange && open !== 'new' && <Button onTap={() => setOpen('new')}>新增事项类别</Button>}
      {topics.data.items.map((topic) => (
        <View key={topic.id} className='card'>
          <View className='card__row'>
            <View>
              <Text className='block strong'>
                {topic.name}
                {topic.active ? '' : '（已停用）'}
              </Text>
              <Text className='block soft'>
                {topic.limit.amount}
                {UNIT_WORDS[topic.limit.unit]} · {topic.keywords.join('、')}
                {topic.dutyLine ? ` · ${DUTY_LISTS[topic.dutyLine.list]}（${topic.dutyLine.line}）` : ''}
                {topic.endorsement ? ` · ${ENDORSEMENTS[topic.endorsement]}` : ''}
              </Text>
            </View>
            <Button
              small
              label={`修改${topic.name}`}
              onTap={() => setOpen(open === topic.id ? undefined : topic.id)}
            >
              修改
            </Button>
          </View>
          {duties.data.items
            .filter(({ topicId }) => topicId === topic.id)
            .map(({ id, orgId, area, post, name, share }, _, own) => (
              <View key={id} className='card__row card__row--mid'>
                <Text>
                  {area}：{post} {name}
                  {own.filter((other) => other.orgId === orgId).length > 1 ? `（分担${share}份）` : ''}
                </Text>
                <EndDuty id={id} words={`${area}${post}`} />
              </View>
            ))}
          {open === topic.id && (
            <TopicForm mayChange={mayChange} topic={topic} onDone={() => setOpen(undefined)} />
          )}
        </View>
      ))}
    </Page>
  )
}
