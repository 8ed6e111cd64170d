import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { BagCommand, Bag as BagRow } from 'shared/bags.ts'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { DESKS } from 'shared/rules/roles.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { download } from '../../lib/download.ts'
import { useCall } from '../../lib/query.ts'
import { uuid } from '../../lib/uuid.ts'
import type { CaseProps } from '../command.ts'
import { Signature } from '../signature.tsx'

type Without<T> = T extends unknown ? Omit<T, 'key'> : never

/** Where the paper bag is, and who signs for it next. */
export function Bag({ kase }: CaseProps) {
  const params = { id: kase.id }
  const { data, set } = useCall('GET /cases/:id/bag', { params }, kase.no !== null)
  const { data: me } = useCall('GET /me', {})
  const { act, busy, problem } = useAct()
  if (!data) return null
  const clerk = me?.posts.some(({ role }) => DESKS.includes(role))
  const open = () =>
    act(async () => set({ bag: await call('POST /cases/:id/bag', { params }) }), '已装袋，请打印标签')
  const live = !['closed', 'refused', 'withdrawn', 'voided', 'lapsed', 'draft'].includes(kase.status)
  if (!data.bag)
    return clerk && live ? (
      <View>
        <Problem text={problem} />
        <Button busy={busy} onTap={() => void open()}>
          纸质材料装袋
        </Button>
      </View>
    ) : null
  return <Known bag={data.bag} worker={(me?.posts.length ?? 0) > 0} onChange={(bag) => set({ bag })} />
}

type KnownProps = { bag: BagRow; worker: boolean; onChange: (bag: BagRow) => void }

function Known({ bag, worker, onChange }: KnownProps) {
  const { place, holder, awaiting, moves, places, actions, caseId, code } = bag
  const [toId, setTo] = useState<string>()
  const [strokes, setStrokes] = useState<Strokes>([])
  const { act, busy, problem } = useAct()
  const pending = useRef<{ text: string; key: string }>()
  const send = (command: Without<BagCommand>, done: string) =>
    act(async () => {
      if ('signature' in command && command.signature.length === 0) throw { message: '请先签名' }
      const text = JSON.stringify(command)
      if (pending.current?.text !== text) pending.current = { text, key: uuid() }
      const body = { ...command, key: pending.current.key } as BagCommand
      onChange(await call('POST /cases/:id/bag/commands', { params: { id: caseId }, body }))
      pending.current = undefined
      setStrokes([])
      setTo(undefined)
    }, done)
  const print = () =>
    act(() => download('GET /cases/:id/bag/label', { params: { id: caseId } }, '文件袋标签.pdf'), '已下载')
  return (
    <>
      <Text className='heading'>文件袋</Text>
      <View className='card'>
        <Text className='block strong'>
          在{place}（{holder}）
        </Text>
        {awaiting && (
          <Text className={`block ${awaiting.late ? 'red' : 'soft'}`}>
            {beijingWords(awaiting.since)}交给{awaiting.place}，还没有签收
          </Text>
        )}
        <Problem text={problem} />
        {actions.includes('handOver') && (
          <>
            <Select
              label='交给哪里'
              value={toId}
              options={places.map((one) => [one.id, one.name] as const)}
              onChange={setTo}
            />
            {toId && <Signature label='经办人签字' strokes={strokes} onChange={setStrokes} />}
            {toId && (
              <Button
                kind='main'
                busy={busy}
                onTap={() =>
                  void send({ action: 'handOver', toId, signature: strokes }, '已交出，等对方签收')
                }
              >
                交出文件袋
              </Button>
            )}
          </>
        )}
        {actions.includes('receive') && (
          <>
            <Signature label='签收人签字' strokes={strokes} onChange={setStrokes} />
            <Button
              kind='main'
              busy={busy}
              onTap={() => void send({ action: 'receive', signature: strokes }, '已签收')}
            >
              签收文件袋
            </Button>
          </>
        )}
        {actions.includes('takeBack') && (
          <Button busy={busy} onTap={() => void send({ action: 'takeBack' }, '已收回')}>
            没有交出去，收回
          </Button>
        )}
        {worker && (
          <Button busy={busy} onTap={() => void print()}>
            打印标签
          </Button>
        )}
        <Text className='block soft'>袋号 {code}</Text>
        {moves.map(({ id, at, who, words }) => (
          <Text key={id} className='block soft'>
            {beijingWords(at)} {who}：{words}
          </Text>
        ))}
      </View>
    </>
  )
}
