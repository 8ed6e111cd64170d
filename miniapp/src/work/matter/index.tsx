import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { beijingWords } from 'shared/rules/beijing.ts'
import { KIND_WORDS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { LeftWords } from '../../components/left-words.tsx'
import { ring } from '../../components/official.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { Gallery, Pair, Timeline } from '../../components/timeline.tsx'
import { useCall } from '../../lib/query.ts'
import { LEVELS } from '../../lib/words.ts'
import { Assist } from './assist.tsx'
import { Dispatch } from './dispatch.tsx'
import { Duplicates, MergedMatters } from './duplicates.tsx'
import { HandlerActions } from './handler.tsx'
import { LeaderActions } from './leader.tsx'
import { PrintedNotice } from './notice.tsx'
import { OnTheSpot } from './on-the-spot.tsx'
import { Recall } from './recall.tsx'
import { SealedPanel } from './sealed.tsx'

/** One matter as its officials see it: the facts and the clock on the left, what to do next on the right. */
export default function Matter() {
  const { id = '' } = useRouter().params
  const { data: question, error, set, refetch } = useCall('GET /questions/:id', { params: { id } })
  const [paper, setPaper] = useState(false)
  if (!question)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  return (
    <Page>
      <View className='columns'>
        <View>
          <View className='card'>
            <View className='card__row'>
              <Text className='soft'>
                {KIND_WORDS[question.kind]} · {question.no}
              </Text>
              <Text className={`tag tag--${question.urgency}`}>{question.clockWords}</Text>
            </View>
            <Text className='title'>{STATUS_WORDS[question.status]}</Text>
            {question.flags.map((flag) => (
              <Text key={flag} className='tag tag--yellow' style={{ marginRight: '6px' }}>
                {flag}
              </Text>
            ))}
            <Text className='note' userSelect>
              {question.body}
            </Text>
            <Gallery files={question.files} />
            <Pair name='村（社区）'>{question.village}</Pair>
            <Pair name='具体位置'>{question.placeText}</Pair>
            <Pair name='提问人'>{question.asker}</Pair>
            <Pair name='替谁问'>{question.onBehalfOf}</Pair>
            <Pair name='事项'>{question.topic}</Pair>
            <Pair name='承办'>{question.handler && `${question.handlerPost} ${question.handler}`}</Pair>
            <Pair name='协办'>
              {question.assists
                .map(({ words, signed }) => `${words}${signed ? '' : '（未签收）'}`)
                .join('、') || null}
            </Pair>
            <Pair name='等领导'>{question.pending?.words ?? null}</Pair>
            <Pair name='期限'>{question.dueAt && beijingWords(question.dueAt)}</Pair>
            <Pair name='会议'>{question.forum}</Pair>
            <Pair name='评价'>{question.rating ? LEVELS[question.rating]! : null}</Pair>
            {question.askerPhone && !question.askerPhone.includes('*') && (
              <Button onTap={() => ring(question.askerPhone!)}>给提问人打电话 {question.askerPhone}</Button>
            )}
            {question.noticeId && (
              <Button onTap={() => setPaper(!paper)}>
                {paper ? '收起通知单' : `看限时办结通知单（${question.noticeNo}）`}
              </Button>
            )}
          </View>
          {paper && question.noticeId && <PrintedNotice id={question.noticeId} />}
        </View>
        <View>
          <LeftWords id={id} actions={question.actions} />
          <SealedPanel question={question} />
          <MergedMatters question={question} onChange={set} />
          <Duplicates question={question} onChange={set} />
          <Dispatch question={question} onChange={set} />
          <OnTheSpot question={question} onChange={set} />
          <Recall question={question} onChange={set} />
          <LeaderActions question={question} onChange={set} />
          <Assist question={question} onChange={set} />
          <HandlerActions question={question} onChange={set} />
          <Text className='heading'>办理过程</Text>
          <View className='card'>
            <Timeline entries={[...question.timeline].reverse()} />
          </View>
        </View>
      </View>
    </Page>
  )
}
