import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import type { Bulletin, BulletinCommand } from 'shared/bulletins.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { needs } from '../../lib/needs.ts'
import { refresh } from '../../lib/query.ts'
import { forgetTyped, useTyped } from '../../lib/typed.ts'

type Props = { bulletin: Bulletin; onChange: (bulletin: Bulletin) => void }
const SURE = { title: '发布通报', content: '发布后有关岗位都能看到并收到通知，数字不再变动。', yes: '发布' }

/** A few words to it, counting anew, publishing, taking back: what this reader may do with it now. */
export function Actions({ bulletin: { id, version, actions, remark: kept }, onChange }: Props) {
  const [remark, setRemark] = useTyped(`${id}.write.remark`, kept)
  const [reason, setReason] = useTyped(`${id}.recall.reason`, '')
  /** What the server has: a step that failed half-way goes on from there. */
  const saved = useRef({ version, remark: kept })
  const { act, busy, problem } = useAct()
  const may = (action: Bulletin['actions'][number]) => actions.includes(action)
  const send = (body: BulletinCommand) => call('POST /bulletins/:id/commands', { params: { id }, body })
  const settle = async (changed: Bulletin) => {
    forgetTyped(`${id}.`)
    onChange(changed)
    await refresh('GET /bulletins')
  }
  /** What was typed goes with whatever is done next; gives the version it is done on. */
  const written = async () => {
    if (remark.trim() !== saved.current.remark)
      saved.current = await send({ action: 'write', version: saved.current.version, remark })
    return saved.current.version
  }
  const publish = () =>
    act(async () => {
      if (!(await confirmed(SURE))) return
      await settle(await send({ action: 'publish', version: await written() }))
      void Taro.showToast({ title: '已发布', icon: 'none' })
    })
  if (actions.length === 0) return null
  return (
    <View className='card'>
      {may('write') && (
        <Field
          label='工作提示（选填，随通报发布）'
          long
          max={1000}
          value={remark}
          placeholder='例如：本周停水反映较多，请水务站加强值守'
          onChange={setRemark}
        />
      )}
      {may('recall') && (
        <Field
          label='撤回的原因'
          max={200}
          value={reason}
          placeholder='例如：数字有误'
          onChange={setReason}
        />
      )}
      <Problem text={problem} />
      {may('publish') && (
        <Button kind='main' busy={busy} onTap={() => void publish()}>
          审签并发布
        </Button>
      )}
      <View className='btns'>
        {may('write') && (
          <Button
            busy={busy}
            onTap={() =>
              void act(async () => settle(await send({ action: 'write', version, remark })), '已保存')
            }
          >
            保存提示
          </Button>
        )}
        {may('recount') && (
          <Button
            busy={busy}
            onTap={() =>
              void act(
                async () => settle(await send({ action: 'recount', version: await written() })),
                '已重新统计'
              )
            }
          >
            重新统计
          </Button>
        )}
      </View>
      {may('recall') && (
        <Button
          kind='danger'
          busy={busy}
          onTap={() =>
            void act(async () => {
              needs('撤回的原因', reason, 2)
              await settle(await send({ action: 'recall', version, reason }))
            }, '已撤回')
          }
        >
          撤回通报
        </Button>
      )}
    </View>
  )
}
