import type { Host } from '../types.ts'
import { api } from './api.ts'

const BAR = 44 // px, the host's navigation bar
const device = {
  brand: 'devtools',
  model: 'iPhone 12',
  system: 'iOS 16.0',
  platform: 'devtools',
  memorySize: '2048'
}
const base = {
  SDKVersion: '3.8.7',
  language: 'zh_CN',
  version: '8.0.50',
  theme: 'light',
  fontSizeSetting: 16
}
const screen = () => ({
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: innerHeight - BAR,
  statusBarHeight: 20,
  safeArea: {
    left: 0,
    right: innerWidth,
    top: 20,
    bottom: innerHeight,
    width: innerWidth,
    height: innerHeight - 20
  }
})

/** What the phone and WeChat say of themselves. */
export const deviceOf = (host: Host) => ({
  getSystemInfoSync: () => ({ ...device, ...base, ...screen() }),
  getWindowInfo: screen,
  getDeviceInfo: () => ({ ...device }),
  getAppBaseInfo: () => ({ ...base }),
  getNetworkType: api('getNetworkType', () => ({ networkType: navigator.onLine ? 'wifi' : 'none' })),
  getSystemSetting: () => ({ locationEnabled: true, wifiEnabled: true }),
  getAppAuthorizeSetting: () => ({}),
  getMenuButtonBoundingClientRect: () => ({
    width: 87,
    height: 32,
    top: 24,
    right: innerWidth - 7,
    bottom: 56,
    left: innerWidth - 94
  }),
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getLaunchOptionsSync: () => ({ ...host.launch }),
  getEnterOptionsSync: () => ({ ...host.launch }),
  canIUse: (name: string) => name.split('.')[0]! in host.wx,
  env: { USER_DATA_PATH: 'http://usr' }
})
