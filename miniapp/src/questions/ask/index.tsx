import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { QuestionKind } from 'shared/questions.ts'
import { isSealedKind } from 'shared/rules/kinds.ts'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { Consent } from '../../components/consent.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { Photos } from '../../components/photos.tsx'
import { Similar } from '../../components/similar.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { VillageField } from '../../components/village.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { go, leaveFor } from '../../lib/go.ts'
import { usePlace } from '../../lib/place.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { onReused } from '../../lib/reused.ts'
import { useMessages } from '../../lib/subscribe.ts'
import { useDraft } from './draft.ts'

/** What nearly everybody comes for; the rest is one tap away. */
const USUAL: readonly QuestionKind[] = ['consultation', 'policyQuestion', 'problemReport', 'suggestion']

const sentBefore = (no: string) =>
  `刚才那次已经提交成功${no}，新改的内容没有带上。要补充，请到“我的事”里补；要另提一件，请再点一次提交`

export default function Ask() {
  const { postId } = useRouter().params
  const { draft, change, renew, done } = useDraft(postId)
  const [moreKinds, setMoreKinds] = useState(false)
  const place = usePlace((state) => state.place)
  const { act, busy, problem } = useAct(draft.body)
  const askForMessages = useMessages()
  const { data: me, error, refetch } = useCall('GET /me', {})
  const { data: official } = useCall(
    'GET /posts/:id',
    { params: { id: draft.chosenPostId ?? '' } },
    Boolean(draft.chosenPostId)
  )
  const kinds = (Object.entries(KIND_WORDS) as [QuestionKind, string][]).filter(
    ([kind]) => moreKinds || USUAL.includes(kind) || kind === draft.kind
  )
  const missing = !place
    ? '请选择所在的村'
    : draft.body.trim().length < 4
      ? '请把事情写得再清楚一点（至少4个字）'
      : draft.forOther && !draft.otherName.trim()
        ? '请填写您替谁问，写上姓名'
        : undefined

  const submit = () =>
    act(async () => {
      if (missing) throw { code: 'invalid_input', message: missing }
      askForMessages()
      const { key, kind, body, placeText, forOther, otherName, otherRelation, chosenPostId, photos } = draft
      const asked = await call('POST /questions', {
        body: {
          key,
          kind,
          body: body.trim(),
          placeText,
          villageId: place!.villageId,
          fileIds: photos.map(({ id }) => id),
          ...(chosenPostId && { chosenPostId }),
          ...(forOther &&
            otherName && { onBehalfOf: { name: otherName.trim(), relation: otherRelation.trim() || '家人' } })
        }
      }).catch(onReused(renew, sentBefore))
      done()
      void refresh('GET /me/matters')
      await leaveFor('questions/detail', { id: asked.id, new: '1' })
    })

  if (!me)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  return (
    <Page narrow>
      {!me.consented && <Consent />}
      <Choice
        label='您要办的是'
        value={draft.kind}
        options={kinds}
        onChange={(kind) => (isSealedKind(kind) ? go('sealed/report', { kind }) : change({ kind }))}
      />
      {!moreKinds && (
        <Button kind='plain' onTap={() => setMoreKinds(true)}>
          招商、举报等别的事
        </Button>
      )}
      <Field
        label='把事情写清楚'
        long
        max={2000}
        value={draft.body}
        placeholder='什么事、在哪里、什么时候开始的、希望怎么解决'
        onChange={(body) => change({ body })}
      />
      <Similar text={draft.body} after='没有解决您的问题，请继续往下填写。' />
      <Photos photos={draft.photos} onChange={(photos) => change({ photos })} />
      <VillageField />
      <Field
        label='具体位置（选填）'
        value={draft.placeText}
        placeholder='如：村东头第二排胡同'
        onChange={(placeText) => change({ placeText })}
      />
      {official && (
        <View className='card card__row'>
          <Text>
            请{official.title} {official.name} 答复
          </Text>
          <Button small onTap={() => change({ chosenPostId: undefined })}>
            不指定
          </Button>
        </View>
      )}
      <Choice
        label='替谁问'
        value={draft.forOther ? 'other' : 'self'}
        options={[
          ['self', '我自己'],
          ['other', '替家人或别人']
        ]}
        onChange={(who) => change({ forOther: who === 'other' })}
      />
      {draft.forOther && (
        <>
          <Field
            label='替谁问（姓名）'
            max={60}
            value={draft.otherName}
            onChange={(otherName) => change({ otherName })}
          />
          <Field
            label='和您的关系（如：母亲）'
            max={10}
            value={draft.otherRelation}
            placeholder='如：儿子、父亲、邻居'
            onChange={(otherRelation) => change({ otherRelation })}
          />
        </>
      )}
      <Problem text={problem} />
      {me.consented ? (
        <Button kind='main' busy={busy} onTap={() => void submit()}>
          提交
        </Button>
      ) : (
        <Text className='soft'>请先在上面同意隐私保护说明，再提交</Text>
      )}
      <Text className='block soft'>写的内容会自动保存在手机里，没网也不会丢。</Text>
    </Page>
  )
}
