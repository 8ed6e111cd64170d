import { Text } from '@tarojs/components'
import { Line } from '../../components/line.tsx'
import { List } from '../../components/list.tsx'
import { MatterSearch } from '../../components/matter-search.tsx'
import { Page } from '../../components/page.tsx'
import { openMatter } from '../../lib/matters.ts'
import { LIVE_MS, usePages } from '../../lib/query.ts'

/** What I answer for, and below it what I help others with. */
export default function Worklist() {
  const own = usePages('GET /work', { querystring: {} }, true, LIVE_MS)
  const assisting = usePages('GET /work/assisting', { querystring: {} }, true, LIVE_MS)
  return (
    <Page>
      <MatterSearch>
        <List pages={own} empty='没有待办的事，先到期的会排在最前面'>
          {(line) => <Line key={line.id} line={line} onTap={() => openMatter(line.id)} />}
        </List>
        {assisting.items && assisting.items.length > 0 && (
          <>
            <Text className='heading'>请您协办的</Text>
            <List pages={assisting} empty=''>
              {(line) => <Line key={line.id} line={line} onTap={() => openMatter(line.id)} />}
            </List>
          </>
        )}
      </MatterSearch>
    </Page>
  )
}
