import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CaseStage } from 'shared/case-parts.ts'
import { beijingWords, instantOf } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { DayField, TimeField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { needs } from '../../lib/needs.ts'
import { useTyped } from '../../lib/typed.ts'
import { dayAfter } from '../../lib/words.ts'
import { type CaseProps, useCaseCommand } from '../command.ts'

const NOTICE_DAYS = 8

/** When and where a hearing is held; who applied is told by a paper and a message. */
export function Hearing({ kase, stage }: CaseProps & { stage: CaseStage }) {
  const { no, hearing } = stage
  const [day, setDay] = useState(dayAfter(NOTICE_DAYS))
  const [minute, setMinute] = useState(540)
  const [place, setPlace] = useTyped(`${kase.id}.setHearing.place`, hearing?.place ?? '')
  const [host, setHost] = useTyped(`${kase.id}.setHearing.host`, hearing?.host ?? '')
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id, day + minute + place + host)
  const set = () =>
    act(async () => {
      needs('地点', place, 2)
      needs('主持人', host, 2)
      const at = instantOf(day, minute)
      await sendNow({ action: 'setHearing', no, at, place: place.trim(), host: host.trim() })
    }, '已通知申请人')
  return (
    <View>
      {hearing && (
        <Text className='hint'>
          {beijingWords(hearing.at)}，{hearing.place}，主持人{hearing.host}。开完以后上传笔录，再写办理意见
        </Text>
      )}
      <DayField
        label={hearing ? '改到哪一天' : '哪一天听证（要提前7天通知）'}
        value={day}
        onChange={setDay}
      />
      <TimeField label='几点' minute={minute} onChange={setMinute} />
      <Field label='地点' max={100} value={place} onChange={setPlace} />
      <Field label='主持人' max={60} value={host} onChange={setHost} />
      <Problem text={problem} />
      <Button busy={busy} onTap={() => void set()}>
        {hearing ? '改期，重新通知申请人' : '发听证通知书'}
      </Button>
    </View>
  )
}
