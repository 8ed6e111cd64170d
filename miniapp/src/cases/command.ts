import { useRef } from 'react'
import type { CaseCommand } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import { useAct } from '../lib/act.ts'
import { type ApiError, call } from '../lib/api.ts'
import { client, refresh } from '../lib/query.ts'
import { onReused } from '../lib/reused.ts'
import { forgetTyped } from '../lib/typed.ts'
import { uuid } from '../lib/uuid.ts'

const openedBefore = () =>
  '刚才那次已经建好，在办件列表里，新改的内容没有带上。要按现在填的另办一件，请再点一次'

/**
 * The key of a case being opened: one a tap; after an answer that was lost and a change, the next tap has
 * another.
 */
export function useOpeningKey() {
  const key = useRef(uuid())
  const renew = () => {
    key.current = uuid()
  }
  return { key, reused: onReused(renew, openedBefore) }
}

type Without<T> = T extends unknown ? Omit<T, 'key'> : never
export type Unkeyed = Without<CaseCommand>
const keyOf = (id: string) => ['GET /cases/:id', JSON.stringify({ params: { id } })]

/**
 * Sends a command; its key lives until the server answers, so that a retry after a lost network is the same
 * command. What went wrong is said until what it was about (`watch`) is changed.
 */
export function useCaseCommand(id: string, watch = '') {
  const { act, busy, problem } = useAct(watch)
  const pending = useRef<{ text: string; key: string }>()
  const sendNow = async (command: Unkeyed): Promise<Case> => {
    const text = JSON.stringify(command)
    if (pending.current?.text !== text) pending.current = { text, key: uuid() }
    const body = { ...command, key: pending.current.key } as CaseCommand
    const kase = await call('POST /cases/:id/commands', { params: { id }, body }).catch((error: ApiError) => {
      if (error.code === 'case_moved_on') void refresh('GET /cases/:id')
      throw error.detail && error.code !== 'invalid_input'
        ? { ...error, message: `${error.message}（${error.detail}）` }
        : error
    })
    pending.current = undefined
    forgetTyped(`${id}.${command.action}.`)
    client.setQueryData(keyOf(id), kase)
    void refresh('GET /cases')
    void refresh('GET /case-work')
    return kase
  }
  const send = (command: Unkeyed, words: string) => act(() => sendNow(command), words)
  return { act, send, sendNow, busy, problem }
}
export type CaseProps = Readonly<{ kase: Case }>
