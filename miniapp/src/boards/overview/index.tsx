import { Text, View } from '@tarojs/components'
import type { Overview } from 'shared/boards.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { onTimeRate, satisfiedRate } from 'shared/rules/rates.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { BulletinCard } from '../../bulletins/line.tsx'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { openLedger, openMatter } from '../../lib/matters.ts'
import { useCall } from '../../lib/query.ts'

/** What a leader has to know, on one screen: what is late, what waits for them, how the week goes. */
export default function OverviewPage() {
  const { data, error, refetch } = useCall('GET /overview', {})
  const { data: me } = useCall('GET /me', {})
  const leads = me?.posts.some(({ role }) => role === 'leader')
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const { today, open, overdue, untriaged, awaitsLeader, callbacks, week, late, soon, bulletin } = data
  return (
    <Page narrow>
      <View className='stats stats--three'>
        <Figure name='正在超期' value={overdue} bad ledger={{ overdue: true, open: true }} />
        <Figure name='今天到期' value={today.due} ledger={{ dueOn: today.day, open: true }} />
        <Figure name='在办' value={open} ledger={{ open: true }} />
        <Figure name='待分派' value={untriaged} ledger={{ status: 'received' }} />
        <Figure name='待批阅' value={awaitsLeader} {...(leads && { page: 'work/leader' })} />
        <Figure name='差评待办' value={callbacks} page='work/callbacks' />
      </View>
      <View className='card'>
        <Text className='block'>
          今天收到{today.received}件，答复{today.answered}件
        </Text>
        <Text className='block soft'>
          近七天收到{week.now.received}件（前七天{week.before.received}件），按时答复率{onTimeRate(week.now)}
          （{onTimeRate(week.before)}），满意率{satisfiedRate(week.now)}（{satisfiedRate(week.before)}
          ）。都不含保密件。
        </Text>
      </View>
      <Urgent name='超期最久' since matters={late} empty='没有超期的' />
      <Urgent name='马上到期' matters={soon} empty='没有快到期的' />
      {bulletin && <Text className='heading'>最近的通报</Text>}
      {bulletin && <BulletinCard bulletin={bulletin} />}
      <View className='btns'>
        <Button onTap={() => go('boards/desk')}>数据看板</Button>
        <Button onTap={() => go('bulletins/list')}>历次通报</Button>
      </View>
    </Page>
  )
}

type FigureProps = {
  name: string
  value: number
  bad?: boolean
  ledger?: LedgerFilter
  page?: 'work/leader' | 'work/callbacks'
}

function Figure({ name, value, bad, ledger, page }: FigureProps) {
  const open = ledger ? () => openLedger(ledger) : page ? () => go(page) : undefined
  const tap = open && { onClick: open, ...a11y({ role: 'button', label: `${name}${value}件，点开看` }) }
  return (
    <View className={`stat${open ? ' card--tap' : ''}`} {...tap}>
      <Text className={`stat__number${bad && value > 0 ? ' red' : ''}`}>{value}</Text>
      <Text className='soft'>
        {name}
        {open ? ' ›' : ''}
      </Text>
    </View>
  )
}

type UrgentProps = { name: string; since?: boolean; matters: Overview['late']; empty: string }

const Urgent = ({ name, since, matters, empty }: UrgentProps) => (
  <>
    <Text className='heading'>{name}</Text>
    {matters.length === 0 && <Text className='block soft'>{empty}</Text>}
    {matters.map(({ id, no, summary, handler, dueAt }) => (
      <View
        key={id}
        className='link'
        onClick={() => openMatter(id)}
        {...a11y({
          role: 'link',
          label: `${no} ${summary}，${handler ?? '没有承办人'}，${beijingWords(dueAt)}${since ? '起超期' : '到期'}`
        })}
      >
        <View className='link__words'>
          <Text className='block cut'>{summary}</Text>
          <Text className='block soft'>
            {handler ?? '没有承办人'} · {beijingWords(dueAt)}
            {since ? '起超期' : '到期'}
          </Text>
        </View>
      </View>
    ))}
  </>
)
