import Taro from '@tarojs/taro'

const LOST = /Loading (CSS )?chunk|dynamically imported module/

/**
 * On the web a page is fetched when it is first opened: without a network nothing would happen and nothing be
 * said.
 */
export function tellLostPages(): void {
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEB) return
  window.addEventListener('unhandledrejection', ({ reason }) => {
    if (!LOST.test(String((reason as Error | undefined)?.message))) return
    void Taro.showToast({ title: '网络不通，这一页没有打开。有网后请再点一次', icon: 'none', duration: 4000 })
  })
}
