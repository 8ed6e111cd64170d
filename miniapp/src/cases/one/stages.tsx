import { Text, View } from '@tarojs/components'
import type { CaseStage } from 'shared/case-parts.ts'
import type { Case } from 'shared/cases.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Gallery } from '../../components/timeline.tsx'
import { Trace } from './trace.tsx'

const MARKS = { waiting: '', running: '●', paused: '‖', done: '✓', skipped: '–' } as const

/** Each step of the case: whose it is, how long it may take, how it ended. */
export function Stages({ kase: { pushes, stages } }: { kase: Case }) {
  if (pushes.length === 0) return null
  return (
    <>
      <Text className='heading'>各部门办到哪一步</Text>
      <View className='card'>
        {pushes.map(({ name, at, words, decision, reason }) => (
          <View key={`${name}${at}`} className='stage'>
            <Mark status={decision && decision !== 'refused' ? 'done' : 'running'} />
            <View className='stage__words'>
              <Text className='block strong'>{name}答复受理</Text>
              <Text className='block soft'>{words}</Text>
              {reason && <Text className='note'>{reason}</Text>}
            </View>
          </View>
        ))}
        {stages.map((stage) => (
          <Stage key={stage.no} stage={stage} />
        ))}
      </View>
    </>
  )
}

const Mark = ({ status }: { status: CaseStage['status'] }) => (
  <Text className={`stage__mark stage__mark--${status}`}>{MARKS[status]}</Text>
)

function Stage({ stage }: { stage: CaseStage }) {
  const {
    name,
    org,
    who,
    status,
    limit,
    counted,
    late,
    passed,
    words,
    files,
    doneAt,
    trace,
    urgency,
    hearing
  } = stage
  const ended =
    doneAt && `${beijingWords(doneAt)} ${passed === false ? '没有通过' : '完成'}${late ? '（超期）' : ''}`
  return (
    <View className='stage'>
      <Mark status={status} />
      <View className='stage__words'>
        <View className='card__row'>
          <Text className='strong'>{name}</Text>
          {stage.clockWords && <Text className={`tag tag--${urgency}`}>{stage.clockWords}</Text>}
        </View>
        <Text className='block soft'>{[org, who].filter(Boolean).join(' ')}</Text>
        <Text className='block soft'>
          {status === 'skipped' ? '不用办' : (ended ?? `时限${limit}${counted ? '' : '，不计入承诺时限'}`)}
        </Text>
        {hearing && (
          <Text className='note'>
            {beijingWords(hearing.at)}，{hearing.place}，主持人{hearing.host}
          </Text>
        )}
        {words && <Text className='note'>{words}</Text>}
        <Gallery files={files} />
        {status === 'running' && <Trace lines={trace} of={name} />}
      </View>
    </View>
  )
}
