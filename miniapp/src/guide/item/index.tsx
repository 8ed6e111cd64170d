import { Text, View } from '@tarojs/components'
import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useEffect } from 'react'
import type { GuideItem } from 'shared/guide.ts'
import { pageUrl } from 'shared/rules/paths.ts'
import { answersOf, answersText, type When, walk } from 'shared/rules/situations.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Question } from '../../components/question.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { decoded } from '../../lib/param.ts'
import { useCall } from '../../lib/query.ts'
import { keep, kept } from '../../lib/store.ts'
import { useTyped } from '../../lib/typed.ts'
import { Elements } from './elements.tsx'
import { Sheet } from './sheet.tsx'

const keptAs = (id: string, version: string | undefined) => `item.${id}.${version ?? 'now'}`

/** The item, from the line or, without one, as this phone saw it last. */
function useItem(id: string, version: string | undefined) {
  const querystring = version ? { version: Number(version) } : {}
  const { data, error, refetch } = useCall('GET /items/:id', { params: { id }, querystring })
  useEffect(() => {
    if (data && version) keep(keptAs(id, version), data)
  }, [data, id, version])
  const last = error?.code === 'offline' ? kept<GuideItem>(keptAs(id, version)) : undefined
  return { item: data ?? last, old: !data && last !== undefined, error, refetch }
}

/** What do I need? One question a screen, then the list for this very case. */
export default function Item() {
  const { id = '', a = '', v } = useRouter().params
  // Kept on the phone: a reload, the phone’s own way back and a sign-in lose no answer. A list that was sent
  // shows its own.
  const [answers, setAnswers] = useTyped<When>(a ? undefined : `${id}.guide.answers`, answersOf(decoded(a)))
  const { item, old, error, refetch } = useItem(id, v)
  const walked = item && walk(item.questions, answers)
  const done = walked && !walked.ask && !walked.stop
  useShareAppMessage(() => ({
    title: item ? `${item.name}要带什么` : '办事指南',
    path: pageUrl('guide/item', { id, a: walked && done ? answersText(walked.path) : '' })
  }))
  if (!item || !walked)
    return (
      <Page narrow>
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} gone='这个事项已经停用，或者地址不对' />
        ) : (
          <Loading />
        )}
      </Page>
    )
  const { path, ask, stop } = walked
  const back = () =>
    setAnswers(Object.fromEntries(path.slice(0, -1).map((s) => [s.question.key, s.answer.key])))
  return (
    <Page narrow>
      <Text className='title'>{item.name}</Text>
      <Text className='block soft'>
        {item.department} · {item.kind}
      </Text>
      {old && <Text className='hint hint--amber'>网络不通，这是您上次保存的内容</Text>}
      {!item.inForce && (
        <Text className='hint hint--amber'>这个事项后来有修改，这里是您保存时的第{item.version}版</Text>
      )}
      {ask && (
        <Question
          question={ask}
          done={path.length}
          onAnswer={(key) => setAnswers({ ...answers, [ask.key]: key })}
          onBack={path.length ? back : undefined}
        />
      )}
      {stop && (
        <View className='card' style={{ marginTop: '16px' }}>
          <Text className='block strong'>您的情况不在这里办</Text>
          <Text className='block prose'>{stop}</Text>
          <Button onTap={back}>改一下刚才的回答</Button>
        </View>
      )}
      {done && <Sheet item={item} path={path} onAgain={() => setAnswers({})} />}
      <Elements item={item} />
    </Page>
  )
}
