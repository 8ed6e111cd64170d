import { Button as TaroButton, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Consent } from '../components/consent.tsx'
import { Field } from '../components/field.tsx'
import { Page } from '../components/page.tsx'
import { Failure, Loading, Problem } from '../components/states.tsx'
import { Pair } from '../components/timeline.tsx'
import { a11y } from '../lib/a11y.ts'
import { useAct } from '../lib/act.ts'
import { call } from '../lib/api.ts'
import { useElder } from '../lib/elder.ts'
import { go } from '../lib/go.ts'
import { useCall } from '../lib/query.ts'
import { signIn, signOut } from '../lib/session.ts'
import { useSignedIn } from '../lib/signed-in.ts'
import { WorkMenu } from './menu.tsx'
import { Messages } from './messages.tsx'

const OWN = [
  ['我的办件', 'cases/mine'],
  ['我的预约', 'booking/mine'],
  ['我的办事清单', 'guide/lists'],
  ['隐私保护指引', 'privacy']
] as const

export default function Mine() {
  const signedIn = useSignedIn()
  const { act, busy, problem } = useAct()
  const elder = useElder()
  const { data: me, error, refetch, set } = useCall('GET /me', {}, signedIn)
  const { data: inbox } = useCall('GET /me/messages', {}, signedIn)
  const [name, setName] = useState<string>()

  if (!signedIn)
    return (
      <Page narrow>
        <View className='state'>
          <Text>登录后查看您的诉求和消息</Text>
          <Button kind='main' busy={busy} onTap={() => void act(signIn)}>
            微信登录
          </Button>
          <Problem text={problem} />
        </View>
      </Page>
    )
  if (!me)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )

  const givePhone = ({ detail }: { detail: { code?: string } }) =>
    detail.code &&
    void act(async () => set(await call('POST /me/phone', { body: { code: detail.code! } })), '手机号已更新')

  return (
    <Page narrow>
      {!me.consented && <Consent />}
      <WorkMenu posts={me.posts} />
      <View className='card'>
        {OWN.map(([words, url]) => (
          <View key={url} className='link' onClick={() => go(url)} {...a11y({ role: 'link', label: words })}>
            <Text className='link__words'>{words}</Text>
          </View>
        ))}
      </View>
      <View className='card'>
        <Text className='block strong'>我的资料</Text>
        <Pair name='姓名'>{me.name ?? '未填写'}</Pair>
        <Pair name='手机'>{me.phone ?? '未填写'}</Pair>
        {name === undefined ? (
          <Button onTap={() => setName(me.name ?? '')}>修改姓名</Button>
        ) : (
          <>
            <Field label='姓名' max={60} value={name} onChange={setName} />
            <Button
              kind='main'
              busy={busy}
              onTap={() =>
                void act(async () => {
                  set(await call('POST /me/profile', { body: { name } }))
                  setName(undefined)
                }, '已保存')
              }
            >
              保存
            </Button>
          </>
        )}
        {Taro.getEnv() !== Taro.ENV_TYPE.WEAPP && (
          <Text className='block soft'>换手机号请在微信小程序里办：我的 → 用微信手机号</Text>
        )}
        {Taro.getEnv() === Taro.ENV_TYPE.WEAPP && (
          <TaroButton className='btn' openType='getPhoneNumber' onGetPhoneNumber={givePhone}>
            用微信手机号
          </TaroButton>
        )}
        <Problem text={problem} />
      </View>
      <View className='card card__row'>
        <View>
          <Text className='block strong'>大字版（关怀版）</Text>
          <Text className='block soft'>字更大，按钮更大</Text>
        </View>
        <Button small onTap={elder.toggle}>
          {elder.on ? '关闭' : '打开'}
        </Button>
      </View>
      <Text className='heading'>消息</Text>
      {inbox && <Messages items={inbox.items} />}
      <Button kind='plain' onTap={signOut}>
        退出登录
      </Button>
    </Page>
  )
}
