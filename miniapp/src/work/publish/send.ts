import type { Publication, PublicationCommand } from 'shared/publications.ts'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { forgetTyped } from '../../lib/typed.ts'

type Unversioned = PublicationCommand extends infer C
  ? C extends unknown
    ? Omit<C, 'version'>
    : never
  : never

/** Sends a command about this very version of a publication. */
export function usePublishing({ id, version }: Publication, onChange: (publication: Publication) => void) {
  const { act, busy, problem } = useAct()
  const send = (command: Unversioned | (() => Unversioned), done: string) =>
    act(async () => {
      const made = typeof command === 'function' ? command() : command
      const body = { ...made, version } as PublicationCommand
      onChange(await call('POST /publications/:id/commands', { params: { id }, body }))
      forgetTyped(`${id}.`)
      await refresh('GET /publications')
    }, done)
  return { send, busy, problem }
}
