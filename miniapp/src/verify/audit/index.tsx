import { Text, View } from '@tarojs/components'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { usePages } from '../../lib/query.ts'

/**
 * How far the record of every act was on each day: what anybody copies today, nobody can later say otherwise.
 */
export default function Anchors() {
  const pages = usePages('GET /audit/anchors', { querystring: {} })
  return (
    <Page narrow>
      <Text className='block soft intro'>
        干部在系统里做过什么，每一笔都有记录。系统每天公布一次这些记录的笔数和校验码，谁都可以抄下来。以后记录被改动、删掉或调换，校验码就对不上。
      </Text>
      <List pages={pages} empty='还没有公布过，明天起每天一条'>
        {({ day, position, hash }) => (
          <View key={day} className='card'>
            <Text className='block strong'>{day}</Text>
            <Text className='block'>共{position}笔</Text>
            <Text className='block soft fingerprint' selectable>
              {hash}
            </Text>
          </View>
        )}
      </List>
    </Page>
  )
}
