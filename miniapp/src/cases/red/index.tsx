import { Text } from '@tarojs/components'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { usePages } from '../../lib/query.ts'
import { Line } from '../line.tsx'

/** What is on its last day or late, longest first. */
export default function Red() {
  const pages = usePages('GET /red-list', { querystring: {} })
  return (
    <Page>
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        明天到期和已经超期的，等得最久的在前
      </Text>
      <List pages={pages} empty='没有快到期或超期的办件'>
        {(line) => <Line key={`${line.id}${line.key}`} line={line} staff />}
      </List>
    </Page>
  )
}
