import Taro from '@tarojs/taro'

const DEEPEST = 10 // WeChat refuses one page more

/** Opens a page above this one; at the last place in the pile it takes this one's place, so that every tap leads somewhere. */
export function go(url: string): void {
  const deep = Taro.getCurrentPages().length >= DEEPEST - 1
  void (deep ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })).catch(() => Taro.reLaunch({ url }))
}
