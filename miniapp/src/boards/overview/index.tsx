import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Overview } from 'shared/boards.ts'
import { onTimeRate, satisfiedRate } from 'shared/rules/rates.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { BulletinCard } from '../../bulletins/line.tsx'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { openLedger, openMatter } from '../../lib/matters.ts'
import { useCall } from '../../lib/query.ts'
import { timeWords } from '../../lib/words.ts'

/** What a leader has to know, on one screen: what is late, what waits for him, how the week goes. */
export default function OverviewPage() {
  const { data, error, refetch } = useCall('GET /overview', {})
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const { today, open, overdue, untriaged, awaitsLeader, callbacks, week, late, soon, bulletin } = data
  return (
    <Page narrow>
      <View className='stats stats--three'>
        <Figure name='正在超期' value={overdue} bad ledger={{ overdue: true }} />
        <Figure name='今天到期' value={today.due} />
        <Figure name='在办' value={open} ledger={{}} />
        <Figure name='待分派' value={untriaged} ledger={{ status: 'received' }} />
        <Figure name='待批阅' value={awaitsLeader} url='/work/leader/index' />
        <Figure name='待回访' value={callbacks} url='/work/callbacks/index' />
      </View>
      <View className='card'>
        <Text className='block'>
          今天收到{today.received}件，答复{today.answered}件
        </Text>
        <Text className='block soft'>
          近七天收到{week.now.received}件（前七天{week.before.received}件），按时答复率{onTimeRate(week.now)}
          （{onTimeRate(week.before)}），满意率{satisfiedRate(week.now)}（{satisfiedRate(week.before)}）
        </Text>
      </View>
      <Urgent name='超期最久' matters={late} empty='没有超期的' />
      <Urgent name='马上到期' matters={soon} empty='没有快到期的' />
      {bulletin && <Text className='heading'>最近的通报</Text>}
      {bulletin && <BulletinCard bulletin={bulletin} />}
      <View className='btns'>
        <Button onTap={() => void Taro.navigateTo({ url: '/boards/desk/index' })}>数据看板</Button>
        <Button onTap={() => void Taro.navigateTo({ url: '/bulletins/list/index' })}>历次通报</Button>
      </View>
    </Page>
  )
}

type FigureProps = { name: string; value: number; bad?: boolean; ledger?: LedgerFilter; url?: string }

function Figure({ name, value, bad, ledger, url }: FigureProps) {
  const open = () => (ledger ? openLedger(ledger) : url && void Taro.navigateTo({ url }))
  return (
    <View className='stat card--tap' onClick={open} {...a11y({ role: 'button', label: `${name}${value}件` })}>
      <Text className={`stat__number${bad && value > 0 ? ' red' : ''}`}>{value}</Text>
      <Text className='soft'>{name}</Text>
    </View>
  )
}

type UrgentProps = { name: string; matters: Overview['late']; empty: string }

const Urgent = ({ name, matters, empty }: UrgentProps) => (
  <>
    <Text className='heading'>{name}</Text>
    {matters.length === 0 && <Text className='block soft'>{empty}</Text>}
    {matters.map(({ id, no, summary, handler, dueAt }) => (
      <View
        key={id}
        className='link'
        onClick={() => openMatter(id)}
        {...a11y({ role: 'link', label: `${no} ${summary}` })}
      >
        <View className='link__words'>
          <Text className='block cut'>{summary}</Text>
          <Text className='block soft'>
            {handler ?? '没有承办人'} · {timeWords(dueAt)}
          </Text>
        </View>
      </View>
    ))}
  </>
)
