import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PublicationState } from 'shared/publications.ts'
import { Choice } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { usePages } from '../../lib/query.ts'

const STATES: readonly (readonly [PublicationState, string])[] = [
  ['consented', '待整理'],
  ['review', '待核对'],
  ['returned', '已退回'],
  ['changing', '更正待核对'],
  ['published', '已公开'],
  ['withdrawn', '已撤下']
]

/** What its askers let be made public, by how far it has got. */
export default function Publishing() {
  const [state, setState] = useState<PublicationState>('consented')
  const pages = usePages('GET /publications', { querystring: { state } })
  return (
    <Page narrow>
      <Choice label='看哪些' value={state} options={STATES} onChange={setState} />
      <List pages={pages} empty='这里没有需要处理的'>
        {({ id, title, village, topic, questionNo }) => (
          <View
            key={id}
            className='card card--tap'
            onClick={() => go('work/publish', { id })}
            {...a11y({ role: 'button', label: title })}
          >
            <Text className='block strong'>{title}</Text>
            <Text className='block soft'>{[questionNo, topic, village].filter(Boolean).join(' · ')}</Text>
          </View>
        )}
      </List>
    </Page>
  )
}
