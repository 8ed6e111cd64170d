import { Text } from '@tarojs/components'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { usePages } from '../../lib/query.ts'
import { BulletinCard } from '../line.tsx'

/** Weekly and monthly bulletins; drafts are seen only by those who look after them. */
export default function Bulletins() {
  const pages = usePages('GET /bulletins', { querystring: {} })
  return (
    <Page narrow>
      <Text className='block soft'>每周一、每月1日早上自动统计，领导审签后在内部发布。</Text>
      <List pages={pages} empty='还没有通报。每周一早上会自动统计上周的情况'>
        {(bulletin) => <BulletinCard key={bulletin.id} bulletin={bulletin} />}
      </List>
    </Page>
  )
}
