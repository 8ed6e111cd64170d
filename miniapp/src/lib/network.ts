import Taro from '@tarojs/taro'

const ON_WEB = process.env.TARO_ENV === 'h5'
let connected = true
// Followed, not asked before every call: an old phone takes its time to answer.
if (!ON_WEB) {
  Taro.onNetworkStatusChange(({ isConnected }) => {
    connected = isConnected
  })
  Taro.getNetworkType().then(
    ({ networkType }) => {
      connected = networkType !== 'none'
    },
    () => undefined
  )
}

/** Whether the phone is on any network now; true where it cannot tell. */
export const hasNetwork = (): boolean => (ON_WEB ? navigator.onLine : connected)
