import { Text, View } from '@tarojs/components'
import type { Matter } from 'shared/mine.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Art } from '../../components/states.tsx'
import { useWaiting, Waiting } from '../../components/waiting.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useAct } from '../../lib/act.ts'
import { go } from '../../lib/go.ts'
import type { IconName } from '../../lib/icons.ts'
import { openMatter } from '../../lib/matter.ts'
import { usePages } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'

const KINDS: Readonly<Record<Matter['kind'], readonly [IconName, string]>> = {
  question: ['ask', '问政府'],
  case: ['case', '办事情'],
  booking: ['booking', '预约']
}

/** 我的事: what waits for me, then everything I asked, applied for and booked. */
export default function Matters() {
  const signedIn = useSignedIn()
  const { act, busy } = useAct()
  const pages = usePages('GET /me/matters', { querystring: {} }, signedIn)
  const waiting = useWaiting()
  const above = waiting.map(({ id }) => id)
  if (!signedIn)
    return (
      <Page narrow>
        <Waiting items={waiting} />
        <View className='state'>
          <Art name='first' />
          <Text>登录后能看到您问过的、办过的、约过的事</Text>
          <Button kind='main' busy={busy} onTap={() => void act(signIn)}>
            微信登录
          </Button>
        </View>
      </Page>
    )
  return (
    <Page narrow>
      <Waiting items={waiting} />
      <List pages={pages} empty='您还没有问过、办过、约过什么'>
        {(matter) => (above.includes(matter.id) ? null : <Card key={matter.id} matter={matter} />)}
      </List>
      {pages.items?.length === 0 && (
        <Button kind='main' onTap={() => go('questions/ask')}>
          问政府
        </Button>
      )}
    </Page>
  )
}

function Card({ matter }: { matter: Matter }) {
  const { kind, no, title, step, turn, waits, urgency, at } = matter
  const [icon, word] = KINDS[kind]
  return (
    <View
      className='card card--tap'
      onClick={() => openMatter(matter)}
      {...a11y({ role: 'link', label: `${word}，${title}，${step}，${turn}` })}
    >
      <View className='card__row card__row--mid'>
        <View className='kind'>
          <Icon name={icon} size='small' />
          <Text>{[word, no].filter(Boolean).join(' · ')}</Text>
        </View>
        <Text className={`tag tag--${waits ? 'yellow' : urgency}`}>{step}</Text>
      </View>
      <Text className='block strong'>{title}</Text>
      <Text className={`block${waits ? ' waits__turn' : ' soft'}`}>{turn}</Text>
      <Text className='block soft'>{beijingWords(at)}</Text>
    </View>
  )
}
