import { QueryClientProvider } from '@tanstack/react-query'
import { createElement, type PropsWithChildren } from 'react'
import { client } from './lib/query.ts'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  return createElement(QueryClientProvider, { client }, children)
}
