import { Line } from '../../components/line.tsx'
import { List } from '../../components/list.tsx'
import { MatterSearch } from '../../components/matter-search.tsx'
import { Page } from '../../components/page.tsx'
import { openMatter } from '../../lib/matters.ts'
import { LIVE_MS, usePages } from '../../lib/query.ts'

export default function Triage() {
  const pages = usePages('GET /work/triage', { querystring: {} }, true, LIVE_MS)
  return (
    <Page>
      <MatterSearch>
        <List pages={pages} empty='没有待分派的诉求'>
          {(line) => <Line key={line.id} line={line} onTap={() => openMatter(line.id)} />}
        </List>
      </MatterSearch>
    </Page>
  )
}
