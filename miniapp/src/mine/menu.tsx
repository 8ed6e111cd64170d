import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Role } from 'shared/roles.ts'
import type { Page } from 'shared/rules/paths.ts'
import {
  ADMINS,
  CASE_OVERSEERS,
  CASE_WORKERS,
  CLERKS,
  DESKS,
  HALL,
  HANDLERS,
  OVERSEERS
} from 'shared/rules/roles.ts'
import type { HeldPost } from 'shared/session.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { go } from '../lib/go.ts'
import { client } from '../lib/query.ts'
import { keep, kept } from '../lib/store.ts'

const RINGERS: readonly Role[] = [...CLERKS, 'supervisor', ...HANDLERS]
const MENU: readonly (readonly [words: string, page: Page, roles: readonly Role[]])[] = [
  ['今日总览', 'boards/overview', OVERSEERS],
  ['待分派', 'work/triage', CLERKS],
  ['来电来访登记', 'work/call', CLERKS],
  ['我承办的', 'work/list', HANDLERS],
  ['待批阅审批', 'work/leader', ['leader']],
  ['差评回访整改', 'work/callbacks', RINGERS],
  ['电话通知', 'work/phone', [...CLERKS, ...DESKS]],
  ['公开答复', 'work/publishing', [...CLERKS, ...HANDLERS, ...ADMINS]],
  ['台账', 'admin/ledger', OVERSEERS],
  ['统计', 'admin/counts', OVERSEERS],
  ['数据看板', 'boards/desk', OVERSEERS],
  ['通报', 'bulletins/list', [...new Set([...HANDLERS, ...OVERSEERS])]],
  ['热点诉求', 'admin/hotspots', OVERSEERS],
  ['推演', 'admin/whatif', OVERSEERS],
  ['会议', 'admin/meetings', [...OVERSEERS, 'villageSecretary', 'districtSecretary']],
  ['请假代办', 'admin/absences', ADMINS],
  ['事项分工', 'admin/duties', ADMINS],
  ['事项清单', 'catalogue/list', ['unitHead', 'unitDeputy', 'countyAdmin']],
  ['办件', 'cases/work', CASE_WORKERS],
  ['办件红灯', 'cases/red', CASE_OVERSEERS],
  ['办件看板', 'cases/board', CASE_OVERSEERS],
  ['办件档案', 'cases/archive', [...CASE_WORKERS, 'leader', 'supervisor', 'countyAdmin']],
  ['省时省跑', 'cases/savings', CASE_OVERSEERS],
  ['今日预约', 'hall/day', HALL],
  ['叫号', 'hall/queue', HALL],
  ['电话预约', 'hall/phone', HALL],
  ['专区与窗口', 'hall/counters', HALL],
  ['爽约申诉', 'hall/appeals', HALL],
  ['叫号大屏', 'hall/screen', HALL],
  ['答复模板', 'admin/templates', ['countyAdmin']],
  ['同义词', 'admin/synonyms', ['countyAdmin']],
  ['开放接口', 'admin/open', ['countyAdmin']],
  ['停下的任务', 'admin/jobs', ADMINS],
  ['二维码', 'admin/codes', ADMINS]
]

/** The desk of whoever holds a post; with several posts, which one they act for now. */
export function WorkMenu({ posts }: { posts: readonly HeldPost[] }) {
  const [chosen, setChosen] = useState(kept<string>('post'))
  const post = posts.find(({ id }) => id === chosen) ?? posts[0]
  if (!post) return null
  const act = (id: string) => {
    keep('post', id)
    client.clear()
    setChosen(id)
  }
  return (
    <View className='card'>
      <Text className='block strong'>{post.title}</Text>
      <Text className='block soft'>{post.unit}</Text>
      {posts.length > 1 && (
        <Select
          label='现在以哪个岗位办事'
          value={post.id}
          options={posts.map(({ id, title }) => [id, title])}
          onChange={act}
        />
      )}
      <View className='btns' style={{ marginTop: '10px' }}>
        {MENU.filter(([, , roles]) => roles.includes(post.role)).map(([words, page]) => (
          <Button key={page} onTap={() => go(page)}>
            {words}
          </Button>
        ))}
      </View>
    </View>
  )
}
