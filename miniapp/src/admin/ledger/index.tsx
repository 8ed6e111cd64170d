import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { beijingWords } from 'shared/rules/beijing.ts'
import { PAGES } from 'shared/rules/paths.ts'
import { KIND_WORDS, STATUS_WORDS } from 'shared/rules/question-words.ts'
import type { LedgerFilter, LedgerLine } from 'shared/supervision.ts'
import { Button } from '../../components/button.tsx'
import { Line } from '../../components/line.tsx'
import { List } from '../../components/list.tsx'
import { MatterSearch } from '../../components/matter-search.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Problem } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { go } from '../../lib/go.ts'
import { openMatter } from '../../lib/matters.ts'
import { usePages } from '../../lib/query.ts'
import { Filters } from './filters.tsx'

/** The filter a board's figure led here with. */
function filterOf(params: Partial<Record<string, string>>): LedgerFilter {
  const given = PAGES['admin/ledger'].flatMap((name) => (params[name] ? [[name, params[name]]] : []))
  const { overdue, open, ...rest } = Object.fromEntries(given)
  return { ...rest, ...(overdue && { overdue: overdue === 'true' }), ...(open && { open: open === 'true' }) }
}

/** What the list is narrowed to, for whoever came from a board and has the filters folded away. */
const filterWords = ({
  kind,
  status,
  unitId,
  villageId,
  topicId,
  postId,
  overdue,
  open,
  dueOn,
  from,
  until
}: LedgerFilter) =>
  [
    kind && KIND_WORDS[kind],
    status && STATUS_WORDS[status],
    unitId && '一个单位',
    villageId && '一个村',
    topicId && '一类事项',
    postId && '一个承办人',
    overdue !== undefined && (overdue ? '超期' : '未超期'),
    open !== undefined && (open ? '没办完' : '已办完'),
    dueOn && `${dueOn}到期`,
    (from || until) && `${from ?? ''}至${until ?? ''}提交`
  ]
    .filter(Boolean)
    .join('、')

/** 台账: cards on the phone, a table on the desk. */
export default function Ledger() {
  const [filter, setFilter] = useState(filterOf(useRouter().params))
  const pages = usePages('GET /ledger', { querystring: filter })
  const { act, busy, problem } = useAct()
  if (pages.error?.code === 'not_allowed')
    return (
      <Page>
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      </Page>
    )
  return (
    <Page>
      <MatterSearch>
        <Filters filter={filter} onChange={setFilter} />
        {filterWords(filter) && <Text className='block soft'>只看：{filterWords(filter)}</Text>}
        <Problem text={problem} />
        <View className='card__row' style={{ marginBottom: '12px' }}>
          <Button
            small
            busy={busy}
            onTap={() =>
              void act(() => download('GET /ledger/csv', { querystring: filter }, '台账.csv'), '已导出')
            }
          >
            导出表格
          </Button>
          <Button small onTap={() => go('admin/counts')}>
            看统计
          </Button>
        </View>
        <View className='only-desk table__row table__row--head'>
          {['编号', '类别', '状态', '村（社区）', '内容', '承办', '期限'].map((name) => (
            <Text key={name}>{name}</Text>
          ))}
        </View>
        <List pages={pages} empty='没有符合条件的诉求'>
          {(line) => (
            <View key={line.id}>
              <View className='only-phone'>
                <Line line={line} onTap={() => openMatter(line.id)} />
                {line.overdueReason && <Text className='block soft red'>超期：{line.overdueReason}</Text>}
              </View>
              <View className='only-desk'>
                <Row line={line} />
              </View>
            </View>
          )}
        </List>
      </MatterSearch>
    </Page>
  )
}

const Row = ({ line }: { line: LedgerLine }) => (
  <View
    className='table__row'
    onClick={() => openMatter(line.id)}
    {...a11y({ role: 'button', label: `${line.no} ${line.summary}` })}
  >
    <Text>{line.no}</Text>
    <Text>{KIND_WORDS[line.kind]}</Text>
    <Text>{STATUS_WORDS[line.status]}</Text>
    <Text>{line.village}</Text>
    <View>
      <Text className='block cut'>{line.summary}</Text>
      {line.overdueReason && <Text className='block soft red cut'>{line.overdueReason}</Text>}
    </View>
    <Text>{line.handler ? `${line.handlerPost} ${line.handler}` : ''}</Text>
    <View>
      <Text className={`tag tag--${line.urgency}`}>{line.clockWords}</Text>
      {line.dueAt && <Text className='block soft'>{beijingWords(line.dueAt)}</Text>}
    </View>
  </View>
)
