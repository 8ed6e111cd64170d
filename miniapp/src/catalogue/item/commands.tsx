import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CatalogueItem, VersionAction, VersionCommand } from 'shared/catalogue.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { DayField } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh } from '../../lib/query.ts'
import { useTyped } from '../../lib/typed.ts'
import { ACTIONS } from '../states.ts'

type Props = { item: CatalogueItem; dirty: boolean; onDone: (item: CatalogueItem) => void }

/** What this reader may do with the version: submit, approve for a day, send back, throw away. */
export function Commands({ item: { id, lock, actions, today }, dirty, onDone }: Props) {
  const [reason, setReason] = useTyped(`${id}.sendBack.reason`, '')
  const [effectiveFrom, setDay] = useState(today)
  const { act, busy, problem } = useAct(`${lock}`)
  const commandOf = (action: VersionAction): VersionCommand => {
    if (action === 'approve') return { action, lock, effectiveFrom }
    if (action === 'sendBack') return { action, lock, reason }
    return { action, lock }
  }
  const run = (action: VersionAction) =>
    act(async () => {
      if (dirty && action === 'submit') throw { message: '有改动还没有保存，请先保存草稿' }
      if (action === 'sendBack' && reason.trim().length < 2) throw { message: '请写退回原因，至少2个字' }
      if (action === 'discard') {
        const content = '草稿会删掉，施行中的版本不变'
        if (!(await confirmed({ title: '放弃这个草稿？', content, yes: '放弃', danger: true }))) return
      }
      const fresh = await call('POST /catalogue/items/:id/commands', {
        params: { id },
        body: commandOf(action)
      })
      setReason('')
      await refresh('GET /catalogue/items')
      onDone(fresh)
    }, '已办好')
  if (actions.length === 0) return null
  return (
    <View>
      <Problem text={problem} />
      {actions.includes('approve') && (
        <DayField label='从哪天起施行' value={effectiveFrom} onChange={setDay} />
      )}
      {actions.includes('sendBack') && (
        <Field label='退回原因' max={200} value={reason} onChange={setReason} />
      )}
      {actions.map((action) => (
        <Button
          key={action}
          kind={action === 'discard' ? 'danger' : 'main'}
          busy={busy}
          onTap={() => void run(action)}
        >
          {ACTIONS[action]}
        </Button>
      ))}
    </View>
  )
}
