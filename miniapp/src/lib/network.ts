import Taro from '@tarojs/taro'

/** Whether the phone is on any network now; true where it cannot tell. */
export async function hasNetwork(): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5') return navigator.onLine
  const { networkType } = await Taro.getNetworkType().catch(() => ({ networkType: 'unknown' }))
  return networkType !== 'none'
}
