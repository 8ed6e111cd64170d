import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { PostPicker } from '../../components/post-picker.tsx'
import { DayField } from '../../components/select.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'

type Picked = { id: string; words: string }

/** Who is away and who stands in: routing and the directory follow at once. */
export default function Absences() {
  const { data, error, refetch } = useCall('GET /absences', {})
  const [post, setPost] = useTyped<Picked | null>('absence.enter.post', null)
  const [deputy, setDeputy] = useTyped<Picked | null>('absence.enter.deputy', null)
  const [from, setFrom] = useTyped('absence.enter.from', '')
  const [until, setUntil] = useTyped('absence.enter.until', '')
  const [reason, setReason] = useTyped('absence.enter.reason', '')
  const { act, busy, problem } = useAct()
  const enter = () =>
    act(async () => {
      if (!post || !from || !until) throw { message: '请选好谁、从哪天到哪天' }
      await call('POST /absences', {
        body: {
          postId: post.id,
          from,
          until,
          reason: reason || '外出',
          ...(deputy && { deputyPostId: deputy.id })
        }
      })
      forgetTyped('absence.enter.')
      await refetch()
    }, '已登记')
  const end = (id: string) =>
    act(async () => {
      await call('POST /absences/:id/end', { params: { id } })
      await refetch()
    }, '已销假')

  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      <View className='card'>
        <PostPicker label='谁不在岗' chosen={post} onChange={setPost} />
        <DayField label='从' value={from} onChange={setFrom} />
        <DayField label='到（含当天）' value={until} onChange={setUntil} />
        <Field label='原因' max={50} value={reason} placeholder='如：培训、休假' onChange={setReason} />
        <PostPicker label='由谁代办（不选则由AB角副职）' chosen={deputy} onChange={setDeputy} />
        <Problem text={problem} />
        <Button kind='main' busy={busy} onTap={() => void enter()}>
          登记
        </Button>
      </View>
      {data.items.length === 0 && <Empty text='现在没有人请假' />}
      {data.items.map((absence) => (
        <View key={absence.id} className='card card__row'>
          <View>
            <Text className='block strong'>
              {absence.post} {absence.name}
            </Text>
            <Text className='block soft'>
              {absence.from} 至 {absence.until} · {absence.reason} · 代办：{absence.deputy ?? '无'}
            </Text>
          </View>
          <Button small onTap={() => void end(absence.id)}>
            销假
          </Button>
        </View>
      ))}
    </Page>
  )
}
