import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { Line } from '../../components/line.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { go } from '../../lib/go.ts'
import { usePages } from '../../lib/query.ts'
import { kept } from '../../lib/store.ts'
import type { Draft } from '../ask/draft.ts'

const ask = () => go('questions/ask')

export default function MyQuestions() {
  const pages = usePages('GET /questions/mine', { querystring: {} })
  const draft = kept<Draft>('draft')
  return (
    <Page narrow>
      {draft?.body && <Button onTap={ask}>继续写没提交的草稿</Button>}
      <View className='btns'>
        <Button onTap={() => go('cases/mine')}>我的办件</Button>
        <Button onTap={() => go('booking/mine')}>我的预约</Button>
      </View>
      <List pages={pages} empty='您还没有提过诉求'>
        {(line) => <Line key={line.id} line={line} onTap={() => go('questions/detail', { id: line.id })} />}
      </List>
      {pages.items?.length === 0 && (
        <Button kind='main' onTap={ask}>
          我要问
        </Button>
      )}
      <Text className='block soft'>每件事都有编号、负责人和期限，点开看全过程。</Text>
    </Page>
  )
}
