import Taro from '@tarojs/taro'
import { call } from './api.ts'

/** One free notice, asked for at the moment it is wanted; WeChat shows its own prompt. */
export async function allowMessages(): Promise<void> {
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEAPP) return
  const { templates } = await call('GET /me/subscriptions', {})
  const answer = await Taro.requestSubscribeMessage({ tmplIds: templates, entityIds: [] } as never).catch(
    () => ({})
  )
  const accepted = templates.filter((template) => (answer as Record<string, string>)[template] === 'accept')
  if (accepted.length) await call('POST /me/subscriptions', { body: { accepted } })
}
