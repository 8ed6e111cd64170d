import { Button as TaroButton, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../lib/a11y.ts'
import { useAct } from '../lib/act.ts'
import { call } from '../lib/api.ts'
import { go } from '../lib/go.ts'
import { refresh } from '../lib/query.ts'
import { Problem } from './states.tsx'

/**
 * What we collect and why, in few words, before anything is collected; the answer is recorded with its
 * version.
 */
export function Consent() {
  const { act, busy, problem } = useAct()
  const agree = () =>
    act(async () => {
      await call('POST /me/consent', { body: { version: PRIVACY_VERSION } })
      await refresh('GET /me')
    })
  const weapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP
  return (
    <View className='card'>
      <Text className='block strong'>隐私保护说明</Text>
      <Text className='block'>
        为了把您的诉求交给负责的人并把结果告诉您，我们会记录：您写的内容和照片、所在的村、微信标识，以及您愿意留下的姓名和电话。
      </Text>
      <Text className='block soft'>只有办理您这件事的人能看到；您可以随时在“我的”里查看和撤回。</Text>
      <View
        className='link'
        onClick={() => go('privacy')}
        {...a11y({ role: 'link', label: '看《帮办隐私保护指引》' })}
      >
        <Text className='link__words'>看《帮办隐私保护指引》</Text>
      </View>
      <Problem text={problem} />
      <TaroButton
        className={`btn btn--main${busy ? ' btn--busy' : ''}`}
        id='agree'
        {...(weapp
          ? {
              openType: 'agreePrivacyAuthorization' as never,
              onAgreePrivacyAuthorization: () => void agree()
            }
          : { onClick: () => void agree() })}
        {...a11y({ role: 'button' })}
      >
        {busy ? '请稍候…' : '同意并继续'}
      </TaroButton>
    </View>
  )
}
