import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { ItemLine } from 'shared/guide.ts'
import { answersText, type When, walk } from 'shared/rules/situations.ts'
import { Button } from '../../components/button.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { Page } from '../../components/page.tsx'
import { Question } from '../../components/question.tsx'
import { Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { uuid } from '../../lib/uuid.ts'
import { ApplicantForm, checked, useApplicant } from '../applicant.tsx'

/** Across the counter: which item, which situation, who applies. */
export default function Desk() {
  const [item, setItem] = useState<ItemLine>()
  return (
    <Page narrow>
      {item ? (
        <>
          <View className='card card__row'>
            <Text className='strong'>{item.name}</Text>
            <Button small onTap={() => setItem(undefined)}>
              换一个
            </Button>
          </View>
          <Walk key={item.id} item={item} />
        </>
      ) : (
        <ItemPicker onPick={setItem} />
      )}
    </Page>
  )
}

function Walk({ item }: { item: ItemLine }) {
  const [answers, setAnswers] = useState<When>({})
  const { data } = useCall('GET /items/:id', { params: { id: item.id }, querystring: {} })
  if (!data) return <Loading />
  const { path, ask, stop } = walk(data.questions, answers)
  const back = () =>
    setAnswers(Object.fromEntries(path.slice(0, -1).map((s) => [s.question.key, s.answer.key])))
  if (ask)
    return (
      <Question
        question={ask}
        done={path.length}
        onAnswer={(key) => setAnswers({ ...answers, [ask.key]: key })}
        onBack={path.length ? back : undefined}
      />
    )
  return (
    <>
      {path.length > 0 && (
        <View className='card'>
          <Text className='block'>{path.map(({ answer }) => answer.text).join('，')}</Text>
          <Button kind='plain' onTap={back}>
            改最后一题
          </Button>
        </View>
      )}
      {stop ? (
        <Text className='hint hint--amber'>{stop}</Text>
      ) : (
        <Who itemId={item.id} answers={answersText(path)} />
      )}
    </>
  )
}

function Who({ itemId, answers }: { itemId: string; answers: string }) {
  const [applicant, setApplicant] = useApplicant()
  const key = useRef(uuid())
  const { act, busy, problem } = useAct(JSON.stringify(applicant))
  const begin = () =>
    act(async () => {
      const body = { key: key.current, itemId, answers, applicant: checked(applicant) }
      const { id } = await call('POST /desk/cases', { body })
      void refresh('GET /case-work')
      await Taro.redirectTo({ url: `/cases/one/index?id=${id}` })
    })
  return (
    <>
      <ApplicantForm value={applicant} onChange={setApplicant} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void begin()}>
        开始收件
      </Button>
    </>
  )
}
