import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { CatalogueItem } from 'shared/catalogue.ts'
import type { Finding } from 'shared/findings.ts'
import type { ItemContent } from 'shared/items.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { type ApiError, call } from '../../lib/api.ts'
import { replaceBy } from '../../lib/go.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { useRested } from '../../lib/rested.ts'
import { STATES } from '../states.ts'
import { Commands } from './commands.tsx'
import { Findings } from './findings.tsx'
import { Form } from './form.tsx'
import { useKept } from './kept.ts'
import { placeOf } from './places.ts'
import { BLANK } from './specs.ts'
import { Versions } from './versions.tsx'

/** What the service could not take, said by the form's own label. */
const unfit = (error: ApiError): never => {
  if (error.code !== 'invalid_input') throw error
  throw { ...error, message: `${placeOf(error.detail ?? '')}没有填对，没有保存。改动还在这一页` }
}

/** The check of what is written, as it is being written. */
function useFindings(itemId: string, content: ItemContent, first: readonly Finding[]) {
  const [found, setFound] = useState<{ findings: readonly Finding[]; stale: string }>({
    findings: first,
    stale: ''
  })
  const text = useRested(JSON.stringify(content))
  useEffect(() => {
    if (!itemId) return
    let current = true
    call('POST /catalogue/check', { body: { itemId, content: JSON.parse(text) } }).then(
      ({ items }) => current && setFound({ findings: items, stale: '' }),
      ({ code, message, detail }: ApiError) => {
        const stale = code === 'invalid_input' ? `${placeOf(detail ?? '')}没有填对，改好后再检查` : message
        if (current) setFound((last) => ({ ...last, stale }))
      }
    )
    return () => {
      current = false
    }
  }, [itemId, text])
  return found
}

export default function Item() {
  const { id = '', departmentId = '' } = useRouter().params
  const { data, error, refetch, set } = useCall('GET /catalogue/items/:id', { params: { id } }, id !== '')
  if (id && !data)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  return (
    <Desk
      key={data ? `${data.id}${data.lock}` : 'new'}
      item={data}
      departmentId={departmentId}
      onDone={set}
    />
  )
}

type DeskProps = {
  item: CatalogueItem | undefined
  departmentId: string
  onDone: (item: CatalogueItem) => void
}

/** What is written on the left; what the check says, what may be done and what was before on the right. */
function Desk({ item, departmentId, onDone }: DeskProps) {
  const before = item?.content ?? BLANK
  const { content, setContent, restored, drop } = useKept(
    `item.${item?.id ?? departmentId}`,
    item?.lock ?? 0,
    before
  )
  const { findings, stale } = useFindings(item?.id ?? '', content, item?.findings ?? [])
  const { act, busy, problem } = useAct()
  const dirty = JSON.stringify(content) !== JSON.stringify(before)
  const save = () =>
    act(async () => {
      if (!item) {
        const { id } = await call('POST /catalogue/items', { body: { departmentId, content } }).catch(unfit)
        drop()
        await refresh('GET /catalogue/items')
        return replaceBy('catalogue/item', { id })
      }
      const { id, lock } = item
      const saved = await call('POST /catalogue/items/:id/draft', {
        params: { id },
        body: { lock, content }
      }).catch(unfit)
      drop()
      onDone(saved)
      return refresh('GET /catalogue/items')
    }, '草稿已保存')
  const mayEdit = item?.mayEdit ?? true
  return (
    <Page>
      <Text className='title'>{content.name || '新事项'}</Text>
      {item && (
        <Text className='block soft'>
          {item.department} · 第{item.version}版{STATES[item.state]}
        </Text>
      )}
      {restored && dirty && (
        <View className='card__row'>
          <Text className='hint hint--amber'>上次没有保存的改动还在，接着改就行</Text>
          <Button small onTap={() => setContent(before)}>
            不要了
          </Button>
        </View>
      )}
      <View className='columns'>
        <View>
          {mayEdit ? (
            <Form content={content} onChange={setContent} />
          ) : (
            <Text className='hint'>正在审核，审核以后才能再改</Text>
          )}
        </View>
        <View className='sticky'>
          <Problem text={problem} />
          {mayEdit && dirty && (
            <Button kind='main' busy={busy} onTap={() => void save()}>
              {item?.state === 'approved' ? '另存为新版草稿' : '保存草稿'}
            </Button>
          )}
          {item && <Commands item={item} dirty={dirty} onDone={onDone} />}
          {item && <Findings findings={findings} stale={stale} />}
          {item && <Versions item={item} />}
        </View>
      </View>
    </Page>
  )
}
