import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { QuestionKind } from 'shared/questions.ts'
import { isSealedKind } from 'shared/rules/kinds.ts'
import { PHONE_WORDS, phoneOf } from 'shared/rules/phones.ts'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Page } from '../../components/page.tsx'
import { type Photo, Photos } from '../../components/photos.tsx'
import { Problem } from '../../components/states.tsx'
import { VillagePicker } from '../../components/village-picker.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { leaveFor } from '../../lib/go.ts'
import { needs } from '../../lib/needs.ts'
import { onReused } from '../../lib/reused.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'
import { uuid } from '../../lib/uuid.ts'

const OPTIONS = (Object.entries(KIND_WORDS) as [QuestionKind, string][]).filter(
  ([kind]) => !isSealedKind(kind)
)

const enteredBefore = (no: string) =>
  `刚才那次已经登记成功${no}，新改的内容没有带上。请先查一查这件诉求；真要再登记一件，请再点一次`

/**
 * Somebody rings up or stands at the counter: their name, their number, what they tell; then it goes its
 * usual way.
 */
export default function Call() {
  const [name, setName] = useTyped('call.enter.name', '')
  const [phone, setPhone] = useTyped('call.enter.phone', '')
  const [kind, setKind] = useTyped<QuestionKind>('call.enter.kind', 'problemReport')
  const [body, setBody] = useTyped('call.enter.body', '')
  const [placeText, setPlace] = useTyped('call.enter.place', '')
  const [villageId, setVillage] = useTyped('call.enter.village', '')
  const [photos, setPhotos] = useTyped<Photo[]>('call.enter.photos', [])
  // Kept beside the words: a second tap after a lost reply and a reload is the same call.
  const [key, setKey] = useTyped('call.enter.key', '')
  const { act, busy, problem } = useAct(name + phone + body)
  const enter = () =>
    act(async () => {
      needs('姓名', name, 2)
      if (!phoneOf(phone)) throw { message: `${PHONE_WORDS}，请再问一遍` }
      if (!villageId) throw { message: '请选他是哪个村的' }
      needs('反映的事', body, 4)
      const once = key || uuid()
      setKey(once)
      const asked = await call('POST /caller-questions', {
        body: {
          key: once,
          kind,
          body: body.trim(),
          placeText,
          villageId,
          fileIds: photos.map(({ id }) => id),
          caller: { name: name.trim(), phone }
        }
      }).catch(onReused(() => setKey(''), enteredBefore))
      forgetTyped('call.enter.')
      void Taro.showToast({ title: `已登记，编号${asked.no}`, icon: 'none' })
      await leaveFor('work/matter', { id: asked.id })
    })
  return (
    <Page narrow>
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        登记后算他本人提的，进展用短信告诉他；他以后用微信登录、绑定这个手机号，就能自己查
      </Text>
      <Field label='姓名' max={60} value={name} onChange={setName} />
      <Field label='电话' max={60} value={phone} onChange={setPhone} />
      <VillagePicker label='哪个村的' chosen={villageId || undefined} onChange={({ id }) => setVillage(id)} />
      <Choice label='他要办的是' value={kind} options={OPTIONS} onChange={setKind} />
      <Field
        label='反映的事'
        long
        max={2000}
        value={body}
        placeholder='照他的话记：什么事、在哪里、什么时候开始的、希望怎么解决'
        onChange={setBody}
      />
      <Field label='具体位置（选填）' value={placeText} onChange={setPlace} />
      <Photos photos={photos} onChange={setPhotos} />
      <Text className='block soft'>举报和线索请告诉他用“信访举报”，不留姓名，不要在这里登记</Text>
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void enter()}>
        登记
      </Button>
    </Page>
  )
}
