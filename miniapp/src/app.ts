import './lib/polyfills.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import Taro, { useLaunch } from '@tarojs/taro'
import { createElement, type PropsWithChildren } from 'react'
import { client } from './lib/query.ts'
import { finishH5SignIn } from './lib/session.ts'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    if (Taro.getEnv() === Taro.ENV_TYPE.WEB) void finishH5SignIn()
  })
  return createElement(QueryClientProvider, { client }, children)
}
