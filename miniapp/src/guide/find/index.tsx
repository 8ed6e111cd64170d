import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Similar } from '../../components/similar.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { carry } from '../../lib/carried.ts'
import { go, replaceBy } from '../../lib/go.ts'
import { decoded } from '../../lib/param.ts'
import { useCall, usePages } from '../../lib/query.ts'
import { useRested } from '../../lib/rested.ts'
import { BundleCard } from '../bundle-card.tsx'
import { ItemCard } from '../item-card.tsx'
import { Savings } from './savings.tsx'

type Filter = { departmentId?: string; event?: string; name: string }
/** A page of its own, so that going back leads to where one chose. */
const open = (filter: Filter) => go('guide/find', filter)

/** Which item is mine? By words, by what happened in life, by department. */
export default function Find() {
  const { q: first = '', departmentId, event, name } = useRouter().params
  const [q, setQ] = useState(decoded(first))
  const words = useRested(q).trim()
  const wanted = {
    ...(departmentId && { departmentId }),
    ...(decoded(event) && { event: decoded(event) })
  }
  const title = decoded(name)
  const asked = words !== '' || title !== ''
  const pages = usePages('GET /items', { querystring: { ...wanted, q: words } }, asked)
  return (
    <Page narrow>
      <Field label='要办什么事' max={40} value={q} placeholder='如：过户、身份证、老年证' onChange={setQ} />
      {title && (
        <View className='card__row' style={{ marginBottom: '10px' }}>
          <Text className='strong'>{title}</Text>
          <Button small label='不限' onTap={() => void replaceBy('guide/find')}>
            看全部
          </Button>
        </View>
      )}
      {words && !title && <Meant q={words} />}
      {asked ? (
        <>
          <List pages={pages} empty='没有找到这个事项，换个说法试试'>
            {(item) => <ItemCard key={item.id} item={item} />}
          </List>
          {pages.items && words && (
            <>
              <Similar text={words} after='没有解决您的问题，可以再问。' />
              <Button
                kind={pages.items.length ? 'plain' : 'main'}
                onTap={() => {
                  carry(words)
                  go('questions/ask')
                }}
              >
                {pages.items.length ? '都不是？问政府，请工作人员回答' : '问政府，请工作人员回答'}
              </Button>
            </>
          )}
        </>
      ) : (
        <Entries onPick={open} />
      )}
    </Page>
  )
}

/** The bundles whose name or words say what was typed. */
function Meant({ q }: { q: string }) {
  const { data } = useCall('GET /items/entries', {})
  const meant = data?.bundles.filter(({ name, words }) =>
    [name, ...words].some((word) => word.includes(q) || q.includes(word))
  )
  return (
    <>
      {meant?.map((bundle) => (
        <BundleCard key={bundle.id} bundle={bundle} />
      ))}
    </>
  )
}

/** Where to begin without a word for it. */
function Entries({ onPick }: { onPick: (filter: Filter) => void }) {
  const { data, error, refetch } = useCall('GET /items/entries', {})
  const [all, setAll] = useState(false)
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const departments = all ? data.departments : data.departments.slice(0, 6)
  return (
    <>
      <View className='btns'>
        <Button onTap={() => go('guide/lists')}>我的办事清单</Button>
        <Button onTap={() => go('guide/handbook')}>材料手册</Button>
      </View>
      {data.bundles.length > 0 && <Text className='heading'>一件事一次办</Text>}
      {data.bundles.map((bundle) => (
        <BundleCard key={bundle.id} bundle={bundle} />
      ))}
      {data.events.length > 0 && <Text className='heading'>按遇到的事找</Text>}
      <View className='chips'>
        {data.events.map(({ name, items }) => (
          <View
            key={name}
            className='chip'
            onClick={() => onPick({ event: name, name })}
            {...a11y({ role: 'button', label: `${name}，${items}个事项` })}
          >
            <Text>
              {name} {items}
            </Text>
          </View>
        ))}
      </View>
      <Text className='heading'>按部门找</Text>
      <View className='card'>
        {departments.map(({ id, name, items }) => (
          <View
            key={id}
            className='link'
            onClick={() => onPick({ departmentId: id, name })}
            {...a11y({ role: 'button', label: `${name}，${items}个事项` })}
          >
            <Text className='link__words'>{name}</Text>
            <Text className='soft'>{items}项</Text>
          </View>
        ))}
        {!all && data.departments.length > departments.length && (
          <Button kind='plain' onTap={() => setAll(true)}>
            全部{data.departments.length}个部门
          </Button>
        )}
      </View>
      <Savings />
    </>
  )
}
