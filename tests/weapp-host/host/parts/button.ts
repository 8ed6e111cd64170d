import type { Space } from '../engine.ts'
import type { Host } from '../types.ts'
import { define, disable } from './define.ts'

const PROPERTIES = {
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  hoverClass: 'button-hover',
  hoverStopPropagation: false,
  hoverStartTime: 20,
  hoverStayTime: 70,
  name: '',
  lang: 'en',
  sessionFrom: '',
  sendMessageTitle: '',
  sendMessagePath: '',
  sendMessageImg: '',
  appParameter: '',
  showMessageCard: false,
  businessId: ''
}

/** <button>: its open types answer with what the person holding the phone gives. */
export function defineButton(space: Space, host: Host): void {
  define(space, 'button', PROPERTIES, (part, element) => {
    element.setAttribute('role', 'button')
    element.tabIndex = 0
    part.addListener('tap', async () => {
      const { openType } = part.data
      if (openType === 'agreePrivacyAuthorization')
        part.triggerEvent('agreeprivacyauthorization', { errMsg: 'ok' })
      if (openType === 'getPhoneNumber') {
        const code = await host.person.phoneCode?.()
        part.triggerEvent(
          'getphonenumber',
          code ? { code, errMsg: 'getPhoneNumber:ok' } : { errMsg: 'getPhoneNumber:fail user deny' }
        )
      }
    })
    return {
      disabled: (value: boolean) => disable(element, value),
      loading: (value: boolean) => element.classList.toggle('wx-loading', value),
      type: (value: string) => element.setAttribute('type', value),
      size: (value: string) => element.setAttribute('size', value)
    }
  })
}
