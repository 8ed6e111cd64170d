import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ArchiveLine } from 'shared/oversight.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { CASE_OVERSEERS } from 'shared/rules/roles.ts'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { DayField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { usePost } from '../../lib/post.ts'
import { usePages } from '../../lib/query.ts'
import { dayAfter, LEVELS } from '../../lib/words.ts'
import { openCase } from '../line.tsx'

/** Cases that are over, to look through and to take along as a table. */
export default function Archive() {
  const [from, setFrom] = useState(dayAfter(-30))
  const [until, setUntil] = useState(dayAfter(0))
  const querystring = { from, until }
  const pages = usePages('GET /archive', { querystring })
  const post = usePost()
  const { act, busy, problem } = useAct(from + until)
  const take = () => act(() => download('GET /archive/csv', { querystring }, '办件档案.csv'), '已导出')
  return (
    <Page>
      <View className='filters'>
        <DayField label='办结从' value={from} onChange={setFrom} />
        <DayField label='到' value={until} onChange={setUntil} />
      </View>
      <Problem text={problem} />
      {post && CASE_OVERSEERS.includes(post.role) && (
        <Button busy={busy} onTap={() => void take()}>
          导出表格
        </Button>
      )}
      <List pages={pages} empty='这段时间没有办结的件，换个日期看看'>
        {(line) => <Line key={line.id} line={line} />}
      </List>
    </Page>
  )
}

function Line({ line }: { line: ArchiveLine }) {
  const {
    id,
    no,
    item,
    name,
    department,
    statusWords,
    closedAt,
    usedDays,
    savedDays,
    late,
    rating,
    ratingSetAside
  } = line
  return (
    <View
      className='card card--tap'
      onClick={() => openCase(id)}
      {...a11y({ role: 'link', label: `${item}，${statusWords}` })}
    >
      <View className='card__row'>
        <Text className='strong'>{item}</Text>
        <Text className={`tag tag--${late ? 'red' : 'green'}`}>{late ? '超期办结' : statusWords}</Text>
      </View>
      <Text className='block'>
        {name} · {department}
      </Text>
      <Text className='block soft'>
        {no} · {beijingWords(closedAt)}
        {usedDays === null ? '' : ` · 用了${usedDays || '不到1'}个工作日`}
        {savedDays && savedDays > 0 ? `，比法定快${savedDays}个工作日` : ''}
        {rating ? ` · ${LEVELS[rating]}${ratingSetAside ? '（复核不计入）' : ''}` : ''}
      </Text>
    </View>
  )
}
