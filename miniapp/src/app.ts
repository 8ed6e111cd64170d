import { QueryClientProvider } from '@tanstack/react-query'
import { createElement, type PropsWithChildren } from 'react'
import { tellLostPages } from './lib/lost-page.ts'
import { client } from './lib/query.ts'
import './app.scss'

tellLostPages()

export default function App({ children }: PropsWithChildren) {
  return createElement(QueryClientProvider, { client }, children)
}
