import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ReplyTemplate } from 'shared/replies.ts'
import { Button } from '../../components/button.tsx'
import { ActiveChoice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Select } from '../../components/select.tsx'
import { Empty, Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'

/** The county's beginnings of replies. */
export default function Templates() {
  const { data, error, refetch } = useCall('GET /reply-templates', {})
  const [open, setOpen] = useState<string>()
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const close = () => setOpen(undefined)
  return (
    <Page narrow>
      {open === 'new' ? (
        <TemplateForm onDone={close} />
      ) : (
        <Button onTap={() => setOpen('new')}>新增模板</Button>
      )}
      {data.items.length === 0 && <Empty text='还没有模板' />}
      {data.items.map((template) => (
        <View key={template.id} className='card'>
          <View className='card__row'>
            <Text className='strong'>
              {template.name}
              {template.active ? '' : '（已停用）'}
            </Text>
            <Button small label={`修改${template.name}`} onTap={() => setOpen(template.id)}>
              修改
            </Button>
          </View>
          {open === template.id ? (
            <TemplateForm template={template} onDone={close} />
          ) : (
            <Text className='block soft'>{template.text}</Text>
          )}
        </View>
      ))}
    </Page>
  )
}

function TemplateForm({ template, onDone }: { template?: ReplyTemplate; onDone: () => void }) {
  const place = `${template?.id ?? 'template'}.save.`
  const [name, setName] = useTyped(`${place}name`, template?.name ?? '')
  const [text, setText] = useTyped(`${place}text`, template?.text ?? '')
  const [topicId, setTopicId] = useState(template?.topicId ?? '')
  const [active, setActive] = useState(template?.active ?? true)
  const { data: topics } = useCall('GET /topics', {})
  const { act, busy, problem } = useAct()
  const save = () =>
    act(async () => {
      const body = { name, text, topicId: topicId || null, active }
      if (name.trim().length < 2 || text.trim().length < 5) throw { message: '名称至少2个字，内容至少5个字' }
      if (template) {
        const { id, version } = template
        await call('POST /reply-templates/:id', { params: { id }, body: { ...body, version } })
      } else await call('POST /reply-templates', { body })
      await refresh('GET /reply-templates')
      forgetTyped(place)
      onDone()
    }, '已保存')
  return (
    <View style={{ marginTop: '12px' }}>
      <Field label='模板名称' max={20} value={name} onChange={setName} />
      <Field label='内容（要填的地方写成【】）' long max={1000} value={text} onChange={setText} />
      <Select
        label='用于哪类事项'
        value={topicId}
        options={[['', '所有事项'], ...(topics?.items ?? []).map((topic) => [topic.id, topic.name] as const)]}
        onChange={setTopicId}
      />
      <ActiveChoice active={active} onChange={setActive} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void save()}>
        保存
      </Button>
    </View>
  )
}
