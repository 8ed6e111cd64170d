import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Answer } from 'shared/publications.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { go } from '../../lib/go.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'

/** One published question with its answer, who gave it, and every correction since. */
export default function AnswerPage() {
  const { id = '' } = useRouter().params
  const { data: answer, error, refetch } = useCall('GET /answers/:id', { params: { id } })
  if (!answer)
    return (
      <Page narrow>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} gone='这条答复已经撤下，或者地址不对' />
        ) : (
          <Loading />
        )}
      </Page>
    )
  return (
    <Page narrow>
      <Text className='title'>{answer.title}</Text>
      <Text className='block soft'>
        {[answer.topic, answer.village, `${beijingWords(answer.publishedAt).split(' ')[0]}公开`]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <View className='card said'>
        <Text className='block soft'>群众问 · {beijingWords(answer.askedAt)}</Text>
        <Text className='block prose'>{answer.question}</Text>
      </View>
      <View className='card said said--answer'>
        <Text className='block soft'>
          {answer.answeredBy} 答 · {beijingWords(answer.answeredAt)}
        </Text>
        <Text className='block prose'>{answer.answer}</Text>
      </View>
      {answer.corrections.map(({ at, words }) => (
        <Text key={at} className='block soft'>
          {beijingWords(at)} {words}
        </Text>
      ))}
      <Follow answer={answer} />
      <Button onTap={() => go('questions/ask')}>我的情况不一样，问政府</Button>
    </Page>
  )
}

/** 我也关心: whoever follows is told when the answer is corrected. */
function Follow({ answer: { id, followers } }: { answer: Answer }) {
  const signedIn = useSignedIn()
  const params = { id }
  const { data, set } = useCall('GET /answers/:id/follow', { params }, signedIn)
  const { act, busy, problem } = useAct()
  const toggle = () =>
    act(async () => {
      if (!signedIn) await signIn()
      set(await call('POST /answers/:id/follow', { params, body: { follow: !data?.follow } }))
      await refresh('GET /answers/:id')
    })
  return (
    <View style={{ marginTop: '16px' }}>
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void toggle()}>
        {data?.follow ? `已关注，有更正会通知我（${followers}人）` : `我也关心（${followers}人）`}
      </Button>
    </View>
  )
}
