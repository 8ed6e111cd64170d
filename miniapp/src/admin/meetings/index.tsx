import { Text, View } from '@tarojs/components'
import { beijingWords } from 'shared/rules/beijing.ts'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { a11y } from '../../lib/a11y.ts'
import { go } from '../../lib/go.ts'
import { usePages } from '../../lib/query.ts'

export default function Meetings() {
  const pages = usePages('GET /meetings', { querystring: {} })
  return (
    <Page narrow>
      <List pages={pages} empty='还没有需要开会研究的事项'>
        {({ id, forum, place, plannedAt, heldAt, items, open }) => (
          <View
            key={id}
            className='card card--tap'
            onClick={() => go('admin/meeting', { id })}
            {...a11y({
              role: 'button',
              label: `${place}${forum}，${beijingWords(plannedAt)}，${open}项未决`
            })}
          >
            <View className='card__row'>
              <Text className='strong'>
                {place} {forum}
              </Text>
              <Text className={`tag ${heldAt ? (open ? 'tag--yellow' : 'tag--green') : 'tag--yellow'}`}>
                {heldAt ? (open ? `${open}项未决` : '已开完') : '待召开'}
              </Text>
            </View>
            <Text className='block soft'>
              {heldAt ? `开会 ${beijingWords(heldAt)}` : `计划 ${beijingWords(plannedAt)}`} · 议题{items}项
            </Text>
          </View>
        )}
      </List>
    </Page>
  )
}
