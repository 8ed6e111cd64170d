import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CatalogueLine, Saved, VersionState } from 'shared/catalogue.ts'
import { Choice, Field } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { useCall, usePages } from '../../lib/query.ts'
import { useRested } from '../../lib/rested.ts'
import { STATES } from '../states.ts'
import { Workbook } from './workbook.tsx'

const percent = (share: number | null) => (share === null ? '–' : `${Math.round(share * 100)}%`)
const savedWords = ({ items, days, materials, visits }: Saved) =>
  `施行中${items}项，比法定和改革前：时间少${percent(days)}，材料少${percent(materials)}，跑腿少${percent(visits)}`

type Shown = 'all' | 'faulty' | VersionState

/** The catalogue at the desk: what is in force, what is being drawn up, what the check still finds. */
export default function Catalogue() {
  const [q, setQ] = useState('')
  const [departmentId, setDepartment] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const { data } = useCall('GET /catalogue/departments', {})
  const mine = data?.items.filter((one) => one.mine) ?? []
  const chosen = departmentId || (mine.length === 1 ? mine[0]!.id : '')
  const state = shown === 'all' || shown === 'faulty' ? undefined : shown
  const pages = usePages('GET /catalogue/items', {
    querystring: {
      departmentId: departmentId || undefined,
      q: useRested(q).trim(),
      state,
      faulty: shown === 'faulty' || undefined
    }
  })
  return (
    <Page>
      {data && mine.length > 1 && <Text className='block soft'>{savedWords(data.total)}</Text>}
      <View className='filters'>
        <Field label='事项名称' max={30} value={q} onChange={setQ} />
        {mine.length > 1 && (
          <Select
            label='部门'
            value={departmentId}
            options={[['', '全部部门'], ...mine.map(({ id, name }) => [id, name] as const)]}
            onChange={setDepartment}
          />
        )}
        <Choice
          label='看哪些'
          value={shown}
          options={[
            ['all', '全部'],
            ['faulty', '有错误'],
            ['draft', STATES.draft],
            ['review', STATES.review],
            ['returned', STATES.returned],
            ['approved', STATES.approved]
          ]}
          onChange={setShown}
        />
      </View>
      {chosen && <Workbook departmentId={chosen} name={mine.find(({ id }) => id === chosen)?.name ?? ''} />}
      <List pages={pages} empty={data && mine.length === 0 ? '您的单位没有要编的事项清单' : '没有这样的事项'}>
        {(line) => <Line key={line.id} line={line} />}
      </List>
    </Page>
  )
}

const Line = ({
  line: { id, name, department, state, version, errors, warnings, inForce }
}: {
  line: CatalogueLine
}) => (
  <View
    className='card card--tap'
    onClick={() => go('catalogue/item', { id })}
    {...a11y({ role: 'link', label: `${name}，${STATES[state]}，${errors}处错误` })}
  >
    <View className='card__row'>
      <Text className='strong'>{name}</Text>
      <Text className={`tag tag--${errors ? 'red' : warnings ? 'yellow' : 'green'}`}>
        {errors ? `${errors}处错误` : warnings ? `${warnings}处提醒` : '检查通过'}
      </Text>
    </View>
    <Text className='block soft'>
      {department} · 第{version}版{STATES[state]}
      {inForce === null ? ' · 群众还看不到' : inForce === version ? '' : ` · 现在施行第${inForce}版`}
    </Text>
  </View>
)
