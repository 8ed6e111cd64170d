import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Applicant } from 'shared/cases.ts'
import { NEEDS } from 'shared/rules/item-words.ts'
import { Button } from '../../components/button.tsx'
import { Consent } from '../../components/consent.tsx'
import { Page } from '../../components/page.tsx'
import { Walk } from '../../components/situation.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { leaveFor } from '../../lib/go.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { keep, kept } from '../../lib/store.ts'
import { ApplicantForm, checked, useApplicant } from '../applicant.tsx'
import { useOpeningKey } from '../command.ts'

/** What was answered of a bundle and not begun yet; signing out forgets it. */
const begun = () => kept<Record<string, string>>('bundles') ?? {}

/**
 * 一件事 applied for at once: a few questions, one list of papers, who applies. `desk`: a clerk begins it across
 * the counter.
 */
export default function Bundle() {
  const { id = '', desk = '' } = useRouter().params
  const { data, error, refetch } = useCall('GET /bundles/:id/application', {
    params: { id },
    querystring: {}
  })
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <Text className='title'>{data.name}</Text>
      <Text className='block soft'>
        几件事一次申请，材料只交一次，代办员免费全程代办，{data.promised}内全部办好
      </Text>
      <Walk
        questions={data.questions}
        answered={desk ? '' : begun()[id]}
        onAnswers={(text) => !desk && keep('bundles', { ...begun(), [id]: text })}
      >
        {(answers) => (
          <>
            <Papers id={id} answers={answers} />
            <Who id={id} answers={answers} kinds={data.applicants} desk={desk !== ''} />
          </>
        )}
      </Walk>
    </Page>
  )
}

const countWords = (papers: readonly { need: string }[]) => {
  const free = papers.filter(({ need }) => need === 'optional').length
  return `一共要${papers.length - free}份材料${free ? `，另有${free}份看情况带` : ''}`
}

function Papers({ id, answers }: { id: string; answers: string }) {
  const { data, error, refetch } = useCall('GET /bundles/:id/application', {
    params: { id },
    querystring: { answers }
  })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <Text className='heading'>{countWords(data.papers)}</Text>
      <View className='card'>
        {data.papers.map(({ name, need, rule }) => (
          <View key={name} className='row'>
            <Text className='block strong'>
              {name}
              {need === 'required' ? '' : `（${NEEDS[need]}）`}
            </Text>
            <Text className='block soft'>{rule}</Text>
          </View>
        ))}
      </View>
      {data.spared.length > 0 && (
        <Text className='block soft'>窗口自己核验，不用交：{data.spared.join('、')}</Text>
      )}
    </>
  )
}

type WhoProps = { id: string; answers: string; kinds: readonly Applicant['kind'][]; desk: boolean }

function Who({ id, answers, kinds, desk }: WhoProps) {
  const signedIn = useSignedIn()
  const { data: me } = useCall('GET /me', {}, signedIn)
  const [applicant, setApplicant] = useApplicant(
    (!desk && me?.name) || '',
    undefined,
    (!desk && me?.phone) || ''
  )
  const { key, reused } = useOpeningKey()
  const { act, busy, problem } = useAct(JSON.stringify(applicant))
  const begin = () =>
    act(async () => {
      if (!signedIn) await signIn()
      if (me && !me.consented) throw { message: '请先同意上面的隐私保护说明' }
      const body = { key: key.current, answers, applicant: checked(applicant) }
      const made = await call(desk ? 'POST /desk/bundles/:id/cases' : 'POST /bundles/:id/cases', {
        params: { id },
        body
      }).catch(reused)
      keep('bundles', { ...begun(), [id]: '' })
      void refresh('GET /cases')
      void refresh('GET /case-work')
      await leaveFor('cases/one', { id: made.id })
    })
  return (
    <>
      <Text className='heading'>谁来申请</Text>
      {me && !me.consented && <Consent />}
      <ApplicantForm value={applicant} kinds={kinds} onChange={setApplicant} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void begin()}>
        下一步，交材料
      </Button>
    </>
  )
}
