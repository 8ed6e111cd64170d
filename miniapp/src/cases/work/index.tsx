import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { WorkLine } from 'shared/case-work.ts'
import { DEPARTMENT, DESKS } from 'shared/rules/roles.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { go } from '../../lib/go.ts'
import { LIVE_MS, useCall, usePages } from '../../lib/query.ts'
import { Line } from '../line.tsx'
import { Batch } from './batch.tsx'
import { Scan } from './scan.tsx'
import { Search } from './search.tsx'

type Kind = WorkLine['kind']

/** What my department or hall owes, due first; several pushed cases are agreed to at once. */
export default function Work() {
  const [kind, setKind] = useState<Kind | 'all'>('all')
  const querystring = kind === 'all' ? {} : { kind }
  const pages = usePages('GET /case-work', { querystring: querystring as never }, true, LIVE_MS)
  const { data: me } = useCall('GET /me', {})
  const counts = pages.data?.pages[0]?.counts ?? []
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const clerk = me?.posts.some(({ role }) => DESKS.includes(role))
  // An agent sees what others owe in their cases; their answers are not theirs to give.
  const agent = me?.posts.every(({ role }) => role === 'agent')
  const answers = me?.posts.some(({ role }) => DEPARTMENT.includes(role))
  const waiting = !answers ? [] : (pages.items?.filter((line) => line.kind === 'push') ?? [])
  return (
    <Page>
      <View className='columns'>
        <View>
          <Search />
          <Scan />
          {clerk && (
            <Button kind='main' onTap={() => go('cases/desk')}>
              窗口收件
            </Button>
          )}
        </View>
        <View>
          <Choice
            label={agent ? '我代办的，等谁办' : '要办的'}
            value={kind}
            options={[
              ['all', `全部 ${total}`],
              ...counts.map((one) => [one.kind as Kind, `${one.words} ${one.count}`] as const)
            ]}
            onChange={setKind}
          />
          {waiting.length > 1 && <Batch lines={waiting} />}
          <List pages={pages} empty='没有要办的。新的办件来了会发消息'>
            {(line) => (
              <View key={`${line.id}${line.key}`}>
                <Line line={line} staff />
              </View>
            )}
          </List>
          {pages.items?.length ? <Text className='block soft'>按到期先后排列</Text> : null}
        </View>
      </View>
    </Page>
  )
}
