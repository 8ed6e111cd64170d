import Taro from '@tarojs/taro'
import { call } from './api.ts'
import { useCall } from './query.ts'
import { useSignedIn } from './signed-in.ts'

const MOST = 3 // templates WeChat asks about at once

/**
 * Asks for free notices, at the moment they are wanted. WeChat takes the question only in the tick of the tap
 * itself: the returned function must be called before anything is waited for, and the templates are known
 * before.
 */
export function useMessages(): () => void {
  const weapp = Taro.getEnv() === Taro.ENV_TYPE.WEAPP
  const signedIn = useSignedIn()
  const { data } = useCall('GET /me/subscriptions', {}, weapp && signedIn)
  const tmplIds = data?.templates.slice(0, MOST) ?? []
  return () => {
    if (tmplIds.length === 0) return
    Taro.requestSubscribeMessage({ tmplIds, entityIds: [] })
      .then((answer) => {
        const given: Partial<Record<string, unknown>> = { ...answer }
        const accepted = tmplIds.filter((id) => given[id] === 'accept')
        return accepted.length ? call('POST /me/subscriptions', { body: { accepted } }) : undefined
      })
      // A no, or a phone that cannot ask, hinders nothing: the message comes by text or call.
      .catch(() => undefined)
  }
}
