import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Synonyms } from 'shared/publications.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'

const wordsOf = (text: string) => [...new Set(text.split(/[\s,，、]+/).filter(Boolean))]

/** Words that mean the same, the local ones too: whoever types one finds answers with the others. */
export default function SynonymsPage() {
  const { data, error, refetch } = useCall('GET /synonyms', {})
  const [open, setOpen] = useState<string>()
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const close = () => setOpen(undefined)
  return (
    <Page narrow>
      <Text className='block soft'>群众搜其中一个词，也能找到写着另外几个词的答复。土话也可以写进来。</Text>
      {open === 'new' ? <Form onDone={close} /> : <Button onTap={() => setOpen('new')}>新增一组</Button>}
      {data.items.length === 0 && <Empty text='还没有同义词' />}
      {data.items.map((group) => (
        <View key={group.id} className='card'>
          {open === group.id ? (
            <Form group={group} onDone={close} />
          ) : (
            <View className='card__row'>
              <Text>{group.words.join('、')}</Text>
              <Button small label={`修改${group.words[0]}`} onTap={() => setOpen(group.id)}>
                修改
              </Button>
            </View>
          )}
        </View>
      ))}
    </Page>
  )
}

function Form({ group, onDone }: { group?: Synonyms; onDone: () => void }) {
  const place = `${group?.id ?? 'synonyms'}.save.`
  const [text, setText] = useTyped(`${place}words`, group?.words.join('、') ?? '')
  const { act, busy, problem } = useAct()
  const save = (words: string[]) =>
    act(async () => {
      if (words.length === 1 || (!group && words.length === 0))
        throw { message: '一组至少两个词，用顿号隔开' }
      const bad = words.find((word) => word.length < 2 || word.length > 12)
      if (bad) throw { message: `“${bad}”不行，每个词2到12个字` }
      if (group) {
        const { id, version } = group
        await call('POST /synonyms/:id', { params: { id }, body: { words, version } })
      } else await call('POST /synonyms', { body: { words } })
      await refresh('GET /synonyms')
      forgetTyped(place)
      onDone()
    }, '已保存')
  return (
    <View>
      <Field
        label='意思相同的词'
        max={200}
        value={text}
        placeholder='医保、新农合、合作医疗'
        onChange={setText}
      />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void save(wordsOf(text))}>
          保存
        </Button>
        {group && (
          <Button kind='danger' busy={busy} onTap={() => void save([])}>
            删除这组
          </Button>
        )}
      </View>
    </View>
  )
}
