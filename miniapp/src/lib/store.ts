import Taro from '@tarojs/taro'

/** What was kept on this phone under a name, or undefined. */
export function kept<T>(name: string): T | undefined {
  const value = Taro.getStorageSync(`bangban.${name}`) as T | ''
  return value === '' ? undefined : value
}
export const keep = (name: string, value: unknown): void => Taro.setStorageSync(`bangban.${name}`, value)
export const forget = (name: string): void => Taro.removeStorageSync(`bangban.${name}`)
