import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { ring } from '../../components/official.tsx'
import { Page } from '../../components/page.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, usePages } from '../../lib/query.ts'

/** Messages that reached nobody by WeChat or SMS: a clerk rings up. */
export default function PhoneTasks() {
  const pages = usePages('GET /phone-tasks', { querystring: {} })
  const { act, busy, problem } = useAct()
  const done = (id: string) =>
    act(async () => {
      await call('POST /phone-tasks/:id/done', { params: { id }, body: { note: '已电话告知' } })
      await refresh('GET /phone-tasks')
    }, '已记录')
  return (
    <Page narrow>
      <Problem text={problem} />
      <List pages={pages} empty='没有需要打电话通知的人'>
        {({ id, name, phone, text }) => (
          <View key={id} className='card'>
            <Text className='block strong'>{name}</Text>
            <Text className='block'>{text}</Text>
            <View className='btns'>
              {phone && <Button onTap={() => ring(phone)}>打电话</Button>}
              <Button kind='main' busy={busy} onTap={() => void done(id)}>
                已告知
              </Button>
            </View>
          </View>
        )}
      </List>
    </Page>
  )
}
