import { useState } from 'react'
import { keep, kept } from '../../lib/store.ts'

type Draft = { id: string; text: string }

/** The reply being written to a question; the latest one outlives a closed page. */
export function useReplyDraft(id: string): readonly [text: string, write: (text: string) => void] {
  const [text, setText] = useState(() => {
    const draft = kept<Draft>('reply')
    return draft?.id === id ? draft.text : ''
  })
  const write = (next: string) => {
    keep('reply', { id, text: next })
    setText(next)
  }
  return [text, write]
}
