import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import type { AgendaItem, Decision, Meeting } from 'shared/meetings.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { PostPicker } from '../../components/post-picker.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { Gallery, Pair } from '../../components/timeline.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { openMatter } from '../../lib/matters.ts'
import { needs } from '../../lib/needs.ts'
import { useCall } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'
import { Coming } from './coming.tsx'

export default function MeetingPage() {
  const { id = '' } = useRouter().params
  const { data: meeting, error, set, refetch } = useCall('GET /meetings/:id', { params: { id } })
  if (!meeting)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <View className='card'>
        <Text className='title'>
          {meeting.place} {meeting.forum}
        </Text>
        <Pair name='时间'>
          {beijingWords(meeting.heldAt ?? meeting.plannedAt) + (meeting.heldAt ? '' : '（计划）')}
        </Pair>
        <Pair name='公开方式'>{meeting.publicity}</Pair>
        <Pair name='地点'>{meeting.room}</Pair>
        <Pair name='到会'>{meeting.attendees ? `${meeting.attendees}人` : null}</Pair>
        <Pair name={meeting.decides ? '会议纪要' : '公开情况'}>{meeting.minutes}</Pair>
        <Gallery files={meeting.files} />
        {meeting.keeps && <Coming meeting={meeting} onChange={set} onGone={() => void Taro.navigateBack()} />}
      </View>
      <Text className='heading'>议题</Text>
      {meeting.agenda.map((item) => (
        <Agenda key={item.id} item={item} meeting={meeting} onChange={set} />
      ))}
    </Page>
  )
}

/** One matter on the agenda: what was decided, or the form to decide it. */
function Agenda({
  item,
  meeting,
  onChange
}: {
  item: AgendaItem
  meeting: Meeting
  onChange: (meeting: Meeting) => void
}) {
  const [outcome, setOutcome] = useTyped<Decision['outcome']>(`${item.id}.decide.outcome`, 'resolved')
  const [decision, setDecision] = useTyped(`${item.id}.decide.text`, '')
  const [days, setDays] = useTyped(`${item.id}.decide.days`, '5')
  const [post, setPost] = useTyped<{ id: string; words: string } | null>(`${item.id}.decide.post`, null)
  const { act, busy, problem } = useAct()
  const decide = () =>
    act(async () => {
      needs('决定内容', decision, 5)
      if (outcome === 'resolved' && !post) throw { message: '请选好责任人' }
      const body = {
        outcome,
        decision,
        ...(outcome === 'resolved' && post && { responsiblePostId: post.id, workingDays: Number(days) })
      }
      onChange(
        await call('POST /meetings/:id/agenda/:itemId', { params: { id: meeting.id, itemId: item.id }, body })
      )
      forgetTyped(`${item.id}.decide.`)
    }, '决定已记录')
  return (
    <View className='card'>
      <Text className='block strong' onClick={() => openMatter(item.questionId)}>
        {item.questionNo} {item.summary}
      </Text>
      <Pair name='研究期限'>{item.dueAt && beijingWords(item.dueAt)}</Pair>
      <Pair name='决定'>{item.decision}</Pair>
      <Pair name='责任人'>{item.responsible}</Pair>
      {!item.outcome && !meeting.heldAt && meeting.decides && (
        <Text className='soft'>开会并保存纪要后可以决定</Text>
      )}
      {!item.outcome && meeting.heldAt && (
        <>
          <Choice
            label='决定'
            value={outcome}
            options={[
              ['resolved', '交责任人落实'],
              ['climbed', '提交上一级会议']
            ]}
            onChange={setOutcome}
          />
          <Field label='决定内容' long max={1000} value={decision} onChange={setDecision} />
          {outcome === 'resolved' && (
            <>
              <PostPicker label='责任人' chosen={post} onChange={setPost} />
              <Choice
                label='多久办结'
                value={days}
                options={[
                  ['3', '3个工作日'],
                  ['5', '5个工作日'],
                  ['10', '10个工作日'],
                  ['20', '20个工作日']
                ]}
                onChange={setDays}
              />
            </>
          )}
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void decide()}>
            记录决定
          </Button>
        </>
      )}
    </View>
  )
}
