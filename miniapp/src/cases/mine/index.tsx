import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { go } from '../../lib/go.ts'
import { usePages } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { Line } from '../line.tsx'

/** What one has applied for, and where it stands. */
export default function Mine() {
  const signedIn = useSignedIn()
  const pages = usePages('GET /cases', { querystring: {} }, signedIn)
  if (!signedIn)
    return (
      <Page narrow>
        <View className='state'>
          <Text>登录后能看到您的办件</Text>
          <Button kind='main' onTap={() => void signIn()}>
            微信登录
          </Button>
        </View>
      </Page>
    )
  return (
    <Page narrow>
      <List pages={pages} empty='还没有办件。到首页“办事情”里找到事项，答完问题就能在家交材料'>
        {(line) => <Line key={line.id} line={line} />}
      </List>
      <Button onTap={() => go('guide/find')}>去办事</Button>
    </Page>
  )
}
