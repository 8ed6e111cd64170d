import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { PostPicker } from '../../components/post-picker.tsx'
import { Problem } from '../../components/states.tsx'
import { VillageField } from '../../components/village.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { go } from '../../lib/go.ts'
import { usePlace } from '../../lib/place.ts'
import { missingIn, useReportDraft } from './draft.ts'
import { Sent } from './sent.tsx'

/** 信访举报、扫黑除恶线索: no login, no name needed; whoever it is about never learns of it. */
export default function Report() {
  const { draft, change } = useReportDraft(useRouter().params.kind)
  const [receipt, setReceipt] = useState<string>()
  const [agreed, setAgreed] = useState<boolean>()
  const place = usePlace((state) => state.place)
  const { act, busy, problem } = useAct(`${JSON.stringify(draft)} ${place?.villageId} ${agreed}`)
  const { key, kind, body, placeText, accused, named, name, phone } = draft

  const submit = () =>
    act(async () => {
      const missing = missingIn(draft, place?.villageId)
      if (missing) throw { message: missing }
      if (!agreed) throw { message: '请先看过说明，选“同意”' }
      const sent = await call('POST /reports', {
        body: {
          key,
          kind,
          body: body.trim(),
          placeText,
          villageId: place!.villageId,
          accusedPostIds: accused.map(({ id }) => id),
          privacyVersion: PRIVACY_VERSION,
          ...(named && { identity: { name: name.trim(), phone: phone.trim() } })
        }
      })
      setReceipt(sent.receipt)
    })

  if (receipt) return <Sent receipt={receipt} named={named} />
  return (
    <Page narrow>
      <View className='hint'>
        <Text className='block strong'>不用登录，可以不留姓名</Text>
        <Text className='block'>
          只有受理举报的人能看到。您写明的被反映人、他的单位和上级看不到，也查不到有这件事。谁看过都有记录。
        </Text>
      </View>
      <Choice
        label='您要反映的是'
        value={kind}
        options={[
          ['petition', '信访举报'],
          ['crimeClue', '扫黑除恶线索']
        ]}
        onChange={(value) => change({ kind: value })}
      />
      <Field
        label='把事情写清楚'
        long
        max={2000}
        value={body}
        placeholder='什么人、什么时间、在哪里、做了什么，有什么证据'
        onChange={(value) => change({ body: value })}
      />
      <VillageField label='事情发生在哪个村' />
      <Field label='具体位置（选填）' value={placeText} onChange={(value) => change({ placeText: value })} />
      <PostPicker
        label='反映的是哪位干部（选填）'
        chosen={null}
        onChange={(added) =>
          added && change({ accused: [...accused.filter(({ id }) => id !== added.id), added] })
        }
      />
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        选了以后，他本人、他的单位和上级都看不到这件事，也不会交给他们办。
      </Text>
      {accused.map(({ id, words }) => (
        <View key={id} className='card card__row'>
          <Text>{words}</Text>
          <Button
            small
            label={`去掉${words}`}
            onTap={() => change({ accused: accused.filter((one) => one.id !== id) })}
          >
            去掉
          </Button>
        </View>
      ))}
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        照片等证据在提交以后凭回执码添加。
      </Text>
      <Choice
        label='您的姓名和电话'
        value={named ? 'yes' : 'no'}
        options={[
          ['no', '不留姓名'],
          ['yes', '留下，便于核实']
        ]}
        onChange={(value) => change({ named: value === 'yes' })}
      />
      {named && (
        <>
          <Field label='姓名' max={60} value={name} onChange={(value) => change({ name: value })} />
          <Field label='电话' max={60} value={phone} onChange={(value) => change({ phone: value })} />
          <Text className='block soft'>单独加密保存。要看必须两个人同意、写明理由，每次都有记录。</Text>
        </>
      )}
      <Choice
        label='我们只用这些内容核查您反映的事，不作他用'
        value={agreed === undefined ? undefined : agreed ? 'yes' : 'no'}
        options={[
          ['yes', '同意'],
          ['no', '不同意']
        ]}
        onChange={(value) => setAgreed(value === 'yes')}
      />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void submit()}>
        提交
      </Button>
      <Button kind='plain' onTap={() => go('sealed/talk')}>
        我有回执码，查进展
      </Button>
    </Page>
  )
}
