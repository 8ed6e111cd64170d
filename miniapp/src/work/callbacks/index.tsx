import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { usePages } from '../../lib/query.ts'
import { CallbackCard } from './card.tsx'

export default function Callbacks() {
  const pages = usePages('GET /callbacks', { querystring: {} })
  return (
    <Page narrow>
      <List pages={pages} empty='没有待回访、待整改、待复核的差评'>
        {(callback) => <CallbackCard key={callback.id} callback={callback} />}
      </List>
    </Page>
  )
}
