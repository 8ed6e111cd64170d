import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button } from '../../components/button.tsx'
import { Consent } from '../../components/consent.tsx'
import { Page } from '../../components/page.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { leaveFor } from '../../lib/go.ts'
import { decoded } from '../../lib/param.ts'
import { refresh, useCall } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { useMessages } from '../../lib/subscribe.ts'
import { forgetTyped } from '../../lib/typed.ts'
import { ApplicantForm, checked, useApplicant } from '../applicant.tsx'
import { useOpeningKey } from '../command.ts'

/** Who applies? Then the papers, one by one. */
export default function Start() {
  const { id = '', a = '' } = useRouter().params
  const signedIn = useSignedIn()
  const { data: me } = useCall('GET /me', {}, signedIn)
  const { data: item } = useCall('GET /items/:id', { params: { id }, querystring: {} })
  const [applicant, setApplicant] = useApplicant(me?.name ?? '', `${id}.start.applicant`, me?.phone ?? '')
  const { key, reused } = useOpeningKey()
  const { act, busy, problem } = useAct(JSON.stringify(applicant))
  const askForMessages = useMessages()
  const begin = () =>
    act(async () => {
      askForMessages()
      if (!signedIn) await signIn()
      if (me && !me.consented) throw { message: '请先同意上面的隐私保护说明' }
      const answers = decoded(a)
      const body = { key: key.current, itemId: id, answers, applicant: checked(applicant) }
      const made = await call('POST /cases', { body }).catch(reused)
      forgetTyped(`${id}.start.`)
      void refresh('GET /cases')
      await leaveFor('cases/one', { id: made.id })
    })
  return (
    <Page narrow>
      {item && <Text className='title'>{item.name}</Text>}
      <Text className='block soft' style={{ marginBottom: '12px' }}>
        先在家把材料拍照交上来，审好了再去大厅，少跑冤枉路
      </Text>
      {me && !me.consented && <Consent />}
      <ApplicantForm value={applicant} onChange={setApplicant} />
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void begin()}>
        下一步，交材料
      </Button>
    </Page>
  )
}
