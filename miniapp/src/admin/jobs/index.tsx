import { Text, View } from '@tarojs/components'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'

const TASKS: Readonly<Record<string, string>> = {
  deliver: '给群众或干部发通知',
  triage: '给新诉求提分派建议',
  checkImage: '送审图片',
  webhook: '把变化告诉接入的系统',
  learnTopics: '学习诉求分类',
  tellFollowers: '告诉关注答复的人'
}

/** What the service could not do by itself and gave up: nothing of it is lost, an admin lets it try again. */
export default function DeadJobs() {
  const { data, error, refetch } = useCall('GET /dead-jobs', {})
  const { act, busy, problem } = useAct()
  const retry = (id: string) =>
    act(async () => {
      await call('POST /dead-jobs/:id/retry', { params: { id } })
      await refresh('GET /dead-jobs')
    }, '已重新排队')
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <Text className='block soft intro'>
        系统反复试了都没办成的事停在这里，内容都还在。排除故障后点“再试”。
      </Text>
      <Problem text={problem} />
      {data.items.length === 0 && <Empty text='没有停下的任务' />}
      {data.items.map(({ id, task, attempts, failedAt }) => (
        <View key={id} className='card'>
          <Text className='block strong'>{TASKS[task] ?? task}</Text>
          <Text className='block soft'>
            试了{attempts}次，{beijingWords(failedAt)}停下
          </Text>
          <View className='btns'>
            <Button kind='main' busy={busy} onTap={() => void retry(id)}>
              再试
            </Button>
          </View>
        </View>
      ))}
    </Page>
  )
}
