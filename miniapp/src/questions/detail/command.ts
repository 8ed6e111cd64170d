import { useRef } from 'react'
import type { QuestionCommand } from 'shared/commands.ts'
import type { Question } from 'shared/questions.ts'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { uuid } from '../../lib/uuid.ts'

type Without<T> = T extends unknown ? Omit<T, 'key'> : never
export type Unkeyed = Without<QuestionCommand>

/** Sends a command; its key lives until the server answers, so that a retry after a lost network is the same command. */
export function useCommand(id: string, onChange: (question: Question) => void) {
  const { act, busy, problem } = useAct()
  const pending = useRef<{ text: string; key: string }>()
  const send = (command: Unkeyed, words: string) =>
    act(async () => {
      const text = JSON.stringify(command)
      if (pending.current?.text !== text) pending.current = { text, key: uuid() }
      const question = await call('POST /questions/:id/commands', {
        params: { id },
        body: { ...command, key: pending.current.key } as QuestionCommand
      })
      pending.current = undefined
      onChange(question)
      return question
    }, words)
  return { send, busy, problem }
}
