import { Input, Text, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { Row } from '../components/row.tsx'
import { Failure, Loading } from '../components/states.tsx'
import { a11y } from '../lib/a11y.ts'
import { carry } from '../lib/carried.ts'
import { go } from '../lib/go.ts'
import { openMatter } from '../lib/matter.ts'
import { useCall, usePages } from '../lib/query.ts'
import { useRested } from '../lib/rested.ts'
import { useSignedIn } from '../lib/signed-in.ts'

const FIRST = 4 // items; the rest is one tap away
const MOST = 10 // people, answers, matters of one’s own

/** One box over items, people, published answers and the newest of one’s own matters. */
export default function Search() {
  const [typed, setTyped] = useState('')
  const q = useRested(typed).trim()
  return (
    <Page narrow>
      <View className='search search--open'>
        <Icon name='search' />
        <Input
          className='search__box'
          focus
          maxlength={30}
          value={typed}
          placeholder='如：过户、低保、村书记、路灯'
          onInput={({ detail }) => setTyped(detail.value)}
          {...a11y({ label: '搜什么' })}
        />
      </View>
      {q ? <Found q={q} /> : <Text className='block soft'>事项、负责的人、别人问过的，都能搜到</Text>}
    </Page>
  )
}

function Found({ q }: { q: string }) {
  const signedIn = useSignedIn()
  const items = usePages('GET /items', { querystring: { q } })
  const people = useCall('GET /directory/search', { querystring: { q } })
  const answers = usePages('GET /answers', { querystring: { q } })
  const mine = usePages('GET /me/matters', { querystring: {} }, signedIn)
  const own = (mine.items ?? []).filter(({ no, title }) => title.includes(q) || no?.includes(q))
  const all = [items, people, answers]
  const failed = all.find(({ error, data }) => error && !data)
  const again = () => {
    for (const { refetch } of all) void refetch()
  }
  if (failed?.error) return <Failure error={failed.error} onRetry={again} />
  const unread = signedIn && !mine.items && !mine.error
  if (!items.items || !people.data || !answers.items || unread) return <Loading />
  const found = { items: items.items, people: people.data.items, answers: answers.items }
  const nothing = own.length + found.items.length + found.people.length + found.answers.length === 0
  const ask = () => {
    carry(q)
    go('questions/ask')
  }
  return (
    <>
      <Part title='我的事'>
        {own.slice(0, MOST).map((matter) => (
          <Row
            key={matter.id}
            icon='matters'
            words={matter.title}
            about={[matter.no, matter.step, matter.turn].filter(Boolean).join(' · ')}
            onTap={() => openMatter(matter)}
          />
        ))}
      </Part>
      <Part title='办事' {...(found.items.length > FIRST && { onMore: () => go('guide/find', { q }) })}>
        {found.items.slice(0, FIRST).map(({ id, name, department }) => (
          <Row key={id} icon='guide' words={name} about={department} onTap={() => go('guide/item', { id })} />
        ))}
      </Part>
      <Part title='找人'>
        {found.people.slice(0, MOST).map(({ postId, name, title, unit }) => (
          <Row
            key={postId}
            lead={<Avatar name={name} />}
            words={name ?? '（空缺）'}
            about={`${unit} ${title}`}
            onTap={() => go('directory/person', { id: postId })}
          />
        ))}
      </Part>
      <Part title='别人问过的'>
        {found.answers.slice(0, MOST).map(({ id, title, beginning }) => (
          <Row
            key={id}
            icon='answers'
            words={title}
            about={beginning}
            onTap={() => go('answers/page', { id })}
          />
        ))}
      </Part>
      {nothing && <Text className='block soft'>没有找到“{q}”。换个说法，或者直接问</Text>}
      <Button kind={nothing ? 'main' : 'plain'} onTap={ask}>
        没找到？问政府“{q}”
      </Button>
    </>
  )
}

type PartProps = { title: string; onMore?: () => void; children: ReactNode[] }
const Part = ({ title, onMore, children }: PartProps) =>
  children.length ? (
    <>
      <Text className='heading'>{title}</Text>
      <View className='card'>
        {children}
        {onMore && (
          <Button kind='plain' onTap={onMore}>
            看全部
          </Button>
        )}
      </View>
    </>
  ) : null
