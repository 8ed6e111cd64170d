import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Question } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { isSealedKind } from 'shared/rules/kinds.ts'
import type { Opening, Sealed } from 'shared/sealed.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { PostPicker } from '../../components/post-picker.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { needs } from '../../lib/needs.ts'
import { useCall } from '../../lib/query.ts'
import { Known } from './known.tsx'

/** A sealed matter's own desk: who may know of it, and the reporter's identity, opened by two. */
export function SealedPanel({ question }: { question: Question }) {
  const confidential = isSealedKind(question.kind)
  const params = { id: question.id }
  const { data, set } = useCall('GET /questions/:id/sealed', { params }, confidential)
  const { act, busy, problem } = useAct()
  const [reason, setReason] = useState('')
  if (!confidential || !data) return null
  const know = (postId: string, known: boolean) =>
    act(
      async () => set(await call('POST /questions/:id/sealed/known', { params, body: { postId, known } })),
      '已保存'
    )
  const ask = () =>
    act(async () => {
      needs('查看身份的理由', reason, 5)
      set(await call('POST /questions/:id/sealed/openings', { params, body: { reason } }))
      setReason('')
    }, '已提交，请另一位知情人同意')
  return (
    <View className='card'>
      <Text className='block strong'>保密件 · 知情人</Text>
      <Text className='block soft'>名单之外的人看不到这件事，您每次打开都有记录。</Text>
      <Known sealed={data} onForget={(postId) => void know(postId, false)} />
      {data.keeps && (
        <PostPicker
          label='加一位知情人'
          chosen={null}
          onChange={(post) => post && void know(post.id, true)}
        />
      )}
      <Text className='block strong'>举报人身份</Text>
      {data.hasIdentity ? (
        <>
          {data.openings.map((opening) => (
            <OpeningCard key={opening.id} questionId={question.id} opening={opening} onChange={set} />
          ))}
          {!data.openings.some(waitsForOther) && (
            <>
              <Field label='申请查看的理由' max={200} value={reason} onChange={setReason} />
              <Button busy={busy} onTap={() => void ask()}>
                申请查看身份
              </Button>
            </>
          )}
        </>
      ) : (
        <Text className='block soft'>举报人没有留姓名</Text>
      )}
      <Problem text={problem} />
    </View>
  )
}

/** Asked for by this reader, and nobody agreed yet. */
const waitsForOther = ({ approvedBy, actions }: Opening) =>
  approvedBy === null && !actions.includes('approve')

type Props = { questionId: string; opening: Opening; onChange: (sealed: Sealed) => void }

function OpeningCard({ questionId, opening, onChange }: Props) {
  const [identity, setIdentity] = useState<{ name: string; phone: string }>()
  const { act, busy, problem } = useAct()
  const params = { id: questionId, openingId: opening.id }
  const approve = () =>
    act(
      async () => onChange(await call('POST /questions/:id/sealed/openings/:openingId/approve', { params })),
      '已同意'
    )
  const look = () =>
    act(async () =>
      setIdentity(await call('POST /questions/:id/sealed/openings/:openingId/look', { params }))
    )
  return (
    <View className='note'>
      <Text className='block'>
        {opening.who} {beijingWords(opening.at)}申请：{opening.reason}
      </Text>
      <Text className='block soft'>
        {opening.approvedBy
          ? `${opening.approvedBy}同意，${beijingWords(opening.until!)}前可看`
          : '等待另一位知情人同意'}
      </Text>
      {identity && (
        <Text className='block strong'>
          {identity.name} {identity.phone}
        </Text>
      )}
      <Problem text={problem} />
      {opening.actions.includes('approve') && (
        <Button small busy={busy} onTap={() => void approve()}>
          同意查看
        </Button>
      )}
      {opening.actions.includes('look') && !identity && (
        <Button small busy={busy} onTap={() => void look()}>
          查看身份（会记录）
        </Button>
      )}
    </View>
  )
}
