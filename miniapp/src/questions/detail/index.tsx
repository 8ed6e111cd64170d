import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Question } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { KIND_WORDS, QUESTION_STEP, QUESTION_STEPS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { ring } from '../../components/official.tsx'
import { Page } from '../../components/page.tsx'
import { Art, Failure, Loading } from '../../components/states.tsx'
import { StepBar } from '../../components/step-bar.tsx'
import { Gallery, Pair, Timeline } from '../../components/timeline.tsx'
import { toTab } from '../../lib/go.ts'
import { useCall } from '../../lib/query.ts'
import { LEVELS } from '../../lib/words.ts'
import { CitizenActions } from './actions.tsx'
import { PublicConsent } from './public-consent.tsx'

export default function QuestionDetail() {
  const { id = '', new: justAsked } = useRouter().params
  const input = { params: { id } }
  const { data: question, error, set, refetch } = useCall('GET /questions/:id', input)
  const [why, setWhy] = useState(false)
  if (!question)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )

  return (
    <Page narrow>
      {justAsked && question.status === 'received' && (
        <View className='hint'>
          <Art name='done' />
          <Text className='block strong'>已收到，编号 {question.no}</Text>
          <Text className='block'>
            {question.triageDueAt && `受理员${beijingWords(question.triageDueAt)}前分派给负责人，`}
            有进展会通知您。
          </Text>
        </View>
      )}
      <Text className='soft'>
        {KIND_WORDS[question.kind]} · {question.no}
      </Text>
      <Text className='title title--two'>{question.body}</Text>
      {question.status in QUESTION_STEP && (
        <StepBar steps={QUESTION_STEPS} at={QUESTION_STEP[question.status as keyof typeof QUESTION_STEP]} />
      )}
      <View className='card'>
        <View className='card__row card__row--mid'>
          <Text className='heading heading--flat'>{STATUS_WORDS[question.status]}</Text>
          <Text className={`tag tag--${question.urgency}`}>{question.clockWords}</Text>
        </View>
        <Pair name='负责人'>{question.handler && `${question.handlerPost} ${question.handler}`}</Pair>
        <Pair name='答复期限'>{question.dueAt && beijingWords(question.dueAt)}</Pair>
        <Pair name='会议'>{question.forum}</Pair>
        <Pair name='通知单'>{question.noticeNo}</Pair>
        <Pair name='评价'>{question.rating ? LEVELS[question.rating]! : null}</Pair>
        {question.handlerPhone && (
          <Button
            kind='main'
            label={`给负责人${question.handler}打电话`}
            onTap={() => ring(question.handlerPhone!)}
          >
            给负责人打电话
          </Button>
        )}
        {question.why.length > 0 && (
          <Button kind='plain' onTap={() => setWhy(!why)}>
            {why ? '收起' : '为什么是这个期限？'}
          </Button>
        )}
        {why && (
          <View className='note'>
            {question.why.map((step) => (
              <Text key={step} className='block'>
                {step}
              </Text>
            ))}
          </View>
        )}
      </View>
      <Reply question={question} />
      {question.mergedInto && (
        <View className='hint'>
          <Text className='block strong'>与诉求 {question.mergedInto.no} 合并办理</Text>
          <Text className='block'>
            您的编号不变，办好后同样答复您、请您评价。
            {question.status === 'merged' && mergedWords(question.mergedInto)}
          </Text>
        </View>
      )}
      {question.status === 'refused' && (
        <View className='hint'>
          <Text className='block strong'>为什么不受理</Text>
          <Text className='block'>{question.timeline[question.timeline.length - 1]?.note}</Text>
          <Button onTap={() => toTab('directory')}>找人打电话问问</Button>
        </View>
      )}
      {question.meetings.map(({ words, at, held, decision, files }) => (
        <View key={at + words} className='card'>
          <Text className='block strong'>{words}</Text>
          <Text className='block soft'>
            {beijingWords(at)}
            {held ? ' 已召开' : ' 召开（计划）'}
          </Text>
          {decision && <Text className='block'>{decision}</Text>}
          <Gallery files={files} />
        </View>
      ))}
      <CitizenActions question={question} onChange={set} />
      <PublicConsent question={question} onDone={() => void refetch()} />
      <View className='card'>
        <Text className='block strong'>您的诉求</Text>
        <Text className='block'>{question.body}</Text>
        <Pair name='地点'>{[question.village, question.placeText].filter(Boolean).join(' ')}</Pair>
        <Pair name='替谁问'>{question.onBehalfOf}</Pair>
        <Gallery files={question.files} />
      </View>
      <Text className='heading'>办理过程</Text>
      <View className='card'>
        <Timeline entries={[...question.timeline].reverse()} />
      </View>
    </Page>
  )
}

/** Who works on the matter it was merged into, and until when. */
const mergedWords = ({ handler, dueAt }: NonNullable<Question['mergedInto']>) =>
  `${handler ? `现由${handler}办理` : '正在分派负责人'}${dueAt ? `，${beijingWords(dueAt)}前答复。` : '。'}`

const ANSWERS = ['reply', 'answerOnSpot']

/** The answer, where it is looked for first. */
function Reply({ question: { status, timeline } }: { question: Question }) {
  const answer = [...timeline].reverse().find(({ action }) => ANSWERS.includes(action))
  if (!answer?.note || !['answered', 'closed'].includes(status)) return null
  return (
    <View className='card said said--answer'>
      <Text className='block soft'>{answer.who} 答</Text>
      <Text className='block soft'>{beijingWords(answer.at)}</Text>
      <Text className='block prose' userSelect>
        {answer.note}
      </Text>
      <Gallery files={answer.files} />
    </View>
  )
}
