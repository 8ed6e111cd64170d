import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { ComponentProps, PropsWithChildren } from 'react'
import type { Case } from 'shared/cases.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { CASE_STEP, CASE_STEPS } from 'shared/rules/case-words.ts'
import { LeftWords } from '../../components/left-words.tsx'
import { NextBar } from '../../components/next-bar.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { StepBar } from '../../components/step-bar.tsx'
import { Pair, Timeline } from '../../components/timeline.tsx'
import { useCall } from '../../lib/query.ts'
import { unprintableWords } from '../../lib/words.ts'
import { COLOURS, dueWords, openPapers, othersTurn } from '../words.ts'
import { Acceptance } from './acceptance.tsx'
import { AtOnce, SampleCheck } from './at-once.tsx'
import { Bag } from './bag.tsx'
import { Complaint } from './complaint.tsx'
import { Deliveries } from './deliveries.tsx'
import { Department } from './department.tsx'
import { Desk } from './desk.tsx'
import { Dialogue } from './dialogue.tsx'
import { Documents } from './documents.tsx'
import { Own, Settings, Submit } from './own.tsx'
import { Papers } from './papers.tsx'
import { Review } from './review.tsx'
import { Stages } from './stages.tsx'
import { Trace } from './trace.tsx'

/**
 * One case, from the first paper to the certificate in hand; what the reader may do next stands above the
 * record.
 */
export default function One() {
  const { id = '' } = useRouter().params
  const { data, error, refetch } = useCall('GET /cases/:id', { params: { id } })
  if (!data)
    return (
      <Page>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} gone='没有这个办件，或者不归您办' />
        ) : (
          <Loading />
        )}
      </Page>
    )
  const step = (CASE_STEP as Partial<Record<Case['status'], number>>)[data.status]
  const next = nextOf(data)
  const papers = (
    <Part id={`papers-${id}`}>
      <Papers kase={data} />
    </Part>
  )
  const turn = data.own ? othersTurn(data) : data.turn
  return (
    <Page next={next !== null}>
      <View className='card__row'>
        <Text className='title'>{data.item}</Text>
        <Text className={`tag tag--${COLOURS[data.status] ?? 'grey'}`}>{data.statusWords}</Text>
      </View>
      {step !== undefined && <StepBar steps={CASE_STEPS} at={step} />}
      {data.own && (
        <Text className='hint hint--amber'>
          {data.own.words}
          {data.own.dueAt && `（${beijingWords(data.own.dueAt)}前）`}
        </Text>
      )}
      {turn && data.status !== 'draft' && (
        <Text className='hint'>
          现在该：{[turn, data.clockWords, dueWords(data)].filter(Boolean).join('，')}
        </Text>
      )}
      {data.pause && <Text className='hint hint--amber'>暂停计时：{data.pause}</Text>}
      {data.unprintable.length > 0 && (
        <Text className='hint hint--amber'>{unprintableWords(data.unprintable)}</Text>
      )}
      <View className='columns'>
        <View>
          <LeftWords id={id} actions={openForms(data)} />
          <Own kase={data} />
          {collects(data) && papers}
          <Review kase={data} />
          <AtOnce kase={data} />
          <Acceptance kase={data} />
          <Desk kase={data} />
          <Department kase={data} />
          <SampleCheck kase={data} />
          <Complaint kase={data} />
          {!collects(data) && papers}
          <Part id={`submit-${id}`}>
            <Submit kase={data} />
          </Part>
          <Settings kase={data} />
        </View>
        <View>
          <Facts kase={data} />
          <Stages kase={data} />
          <Bag kase={data} />
          {data.dialogue && data.pushes.length > 0 && <Deliveries kase={data} />}
          {data.dialogue && <Dialogue kase={data} />}
          <Documents kase={data} />
          <Text className='heading'>办理过程</Text>
          <Timeline entries={[...data.timeline].reverse()} />
        </View>
      </View>
      {next && <NextBar {...next} />}
    </Page>
  )
}

/** A place on the page that the bar below leads to. */
const Part = ({ id, children }: PropsWithChildren<{ id: string }>) => <View id={id}>{children}</View>

/** What the applicant does next, and where on the page; null when it is not done here. */
function nextOf(kase: Case): ComponentProps<typeof NextBar> | null {
  const { id, own, actions } = kase
  if (!own || !actions.includes('submit')) return null
  const open = openPapers(kase).length
  return open
    ? { words: `还差${open}份材料`, button: '去交材料', to: `papers-${id}` }
    : { words: '材料齐了', button: '去签名', to: `submit-${id}` }
}

/** Papers are gathered before they are judged: at a new case they stand first. */
const collects = ({ actions, papers }: Case): boolean =>
  actions.includes('givePaper') && papers.some(({ need, given }) => need === 'required' && !given)

/** Forms this reader may still send. */
const openForms = ({ actions, stages }: Case): string[] => [
  ...actions,
  'say',
  ...stages.filter(({ mine }) => mine).map(({ no }) => `stage${no}`)
]

function Facts({ kase }: { kase: Case }) {
  const { promised, statutory } = kase
  return (
    <View className='card'>
      <Pair name='流水号'>{kase.no}</Pair>
      <Pair name='申请人'>{kase.name}</Pair>
      <Pair name={kase.document}>{kase.idMasked}</Pair>
      <Pair name='电话'>{kase.applicantPhone}</Pair>
      <Pair name='办理单位'>{kase.department}</Pair>
      <Pair name='收件大厅'>{kase.hall}</Pair>
      {promised && (
        <Pair name='承诺'>
          {`${promised.words}（${promised.limit}）${promised.clockWords && promised.dueAt ? `，${promised.clockWords}` : ''}`}
        </Pair>
      )}
      {statutory && <Pair name='法定'>{`${statutory.words}（${statutory.limit}）`}</Pair>}
      <Pair name='延期'>{kase.extension}</Pair>
      <Pair name='领结果'>{kase.delivery.words}</Pair>
      <Pair name='评价'>{kase.complaint}</Pair>
      <Pair name='省了'>{kase.saved}</Pair>
      <Pair name='代办员'>
        {kase.agent && [kase.agent.name, kase.agent.phone].filter(Boolean).join('　')}
      </Pair>
      <Pair name='咨询'>{kase.consult}</Pair>
      {kase.situation.map(({ ask, answer }) => (
        <Pair key={ask} name={ask}>
          {answer}
        </Pair>
      ))}
      {promised && <Trace lines={promised.trace} />}
    </View>
  )
}
