import { Text } from '@tarojs/components'
import { overseesCounty } from 'shared/rules/posts.ts'
import { CASE_OVERSEERS } from 'shared/rules/roles.ts'
import type { HeldPost } from 'shared/session.ts'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { usePost } from '../../lib/post.ts'
import { usePages } from '../../lib/query.ts'
import { Line } from '../line.tsx'

const whose = (post: HeldPost) => {
  if (post.role === 'agent') return '您代办的'
  return overseesCounty(post) ? '全县的' : `轮到${post.unit}办的`
}

/** What is on its last day or late, longest first. */
export default function Red() {
  const pages = usePages('GET /red-list', { querystring: {} })
  const post = usePost()
  const { act, busy, problem } = useAct()
  const take = () => act(() => download('GET /red-list/csv', {}, '办件红灯.csv'), '已导出')
  return (
    <Page>
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        {post && `${whose(post)}，`}快到期和已经超期的，等得最久的在前
      </Text>
      <Problem text={problem} />
      {post && CASE_OVERSEERS.includes(post.role) && (
        <Button busy={busy} onTap={() => void take()}>
          导出表格
        </Button>
      )}
      <List pages={pages} empty='没有快到期或超期的办件'>
        {(line) => <Line key={`${line.id}${line.key}`} line={line} staff />}
      </List>
    </Page>
  )
}
