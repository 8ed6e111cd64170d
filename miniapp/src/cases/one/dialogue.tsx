import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import type { Case } from 'shared/cases.ts'
import type { DialogueMessage, ReadMark } from 'shared/dialogue.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { ring } from '../../components/official.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Problem } from '../../components/states.tsx'
import { Gallery } from '../../components/timeline.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { useTyped } from '../../lib/typed.ts'
import { uuid } from '../../lib/uuid.ts'
import { useDialogue } from './live.ts'

/** 对话框: desk, departments and agent talk about the case; the applicant does not see it. */
export function Dialogue({ kase }: { kase: Case }) {
  const { talk, lost, said } = useDialogue(kase.id)
  const newest = talk?.items[talk.items.length - 1]?.seq ?? 0
  const read = talk?.reads.find(({ mine }) => mine)?.seq ?? 0
  const mayWrite = talk?.mayWrite ?? false
  useEffect(() => {
    if (mayWrite && newest > read)
      void call('POST /cases/:id/dialogue/read', { params: { id: kase.id }, body: { seq: newest } }).catch(
        () => undefined
      )
  }, [newest, read, mayWrite, kase.id])
  if (!talk) return null
  return (
    <>
      <Text className='heading'>部门对话</Text>
      <View className='card'>
        <Text className='block soft'>窗口和部门之间说话，申请人看不到；办结后存入档案</Text>
        {lost && <Text className='block soft'>连接断了，正在重连。说过的都在</Text>}
        {talk.items.length === 0 && <Text className='block soft'>还没有人说话</Text>}
        {talk.items.map((message) => (
          <Message key={message.seq} message={message} reads={talk.reads} last={message.seq === newest} />
        ))}
        {mayWrite && <Say id={kase.id} onSaid={said} />}
      </View>
    </>
  )
}

function Message({
  message,
  reads,
  last
}: {
  message: DialogueMessage
  reads: readonly ReadMark[]
  last: boolean
}) {
  const { seq, at, unit, who, mine, kind, text, phone, files } = message
  const readers = reads
    .filter((mark) => !mark.mine && mark.seq >= seq)
    .map((mark) => `${mark.unit} ${mark.who}`)
  return (
    <View className={`said${mine ? ' said--mine' : ''}`}>
      <Text className='block soft'>
        {unit} {who} · {beijingWords(at)}
      </Text>
      {kind === 'callMe' && <Text className='block strong'>请给我打电话{phone ? ` ${phone}` : ''}</Text>}
      {text && <Text className='block'>{text}</Text>}
      <Gallery files={files} />
      {kind === 'callMe' && phone && !mine && (
        <Button small kind='main' label={`给${who}打电话`} onTap={() => ring(phone)}>
          打电话
        </Button>
      )}
      {mine && last && (
        <Text className='block soft'>{readers.length ? `已读：${readers.join('、')}` : '对方还没有看'}</Text>
      )}
    </View>
  )
}

type SayProps = { id: string; onSaid: (message: DialogueMessage) => void }

function Say({ id, onSaid }: SayProps) {
  const [text, setText] = useTyped(`${id}.say.text`, '')
  const [photos, setPhotos] = useState<Photo[]>([])
  const { act, busy, problem } = useAct()
  // The key lives until an answer comes: what is sent again over a thin line is the same message.
  const pending = useRef<{ words: string; key: string }>()
  const say = (kind: DialogueMessage['kind']) =>
    act(async () => {
      const words = text.trim()
      if (kind === 'text' && !words && photos.length === 0) throw { message: '请先写要说的话' }
      const fileIds = photos.map((photo) => photo.id)
      const same = JSON.stringify([kind, words, fileIds])
      if (pending.current?.words !== same) pending.current = { words: same, key: uuid() }
      const body = { key: pending.current.key, kind, text: words, fileIds }
      onSaid(await call('POST /cases/:id/dialogue', { params: { id }, body }))
      pending.current = undefined
      setText('')
      setPhotos([])
    })
  return (
    <>
      <Field label='对部门或窗口说' long max={1000} value={text} onChange={setText} />
      <Photos photos={photos} onChange={setPhotos} />
      <Problem text={problem} />
      <View className='btns'>
        <Button kind='main' busy={busy} onTap={() => void say('text')}>
          发送
        </Button>
        <Button busy={busy} onTap={() => void say('callMe')}>
          请对方给我打电话
        </Button>
      </View>
    </>
  )
}
