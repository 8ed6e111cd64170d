import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import type { Case } from 'shared/cases.ts'
import { DELIVERY_WAYS } from 'shared/rules/case-words.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { confirmed } from '../../lib/confirm.ts'
import { go } from '../../lib/go.ts'
import { useMessages } from '../../lib/subscribe.ts'
import { useTyped } from '../../lib/typed.ts'
import { LEVELS } from '../../lib/words.ts'
import { useCaseCommand } from '../command.ts'
import { Signature } from '../signature.tsx'
import { openPapers } from '../words.ts'

/** What the applicant does next. */
export function Own({ kase }: { kase: Case }) {
  return (
    <>
      <Ready kase={kase} />
      <Rate kase={kase} />
    </>
  )
}

/**
 * They vouche for their papers with their name, and they go to the reviewer: right below the last of them.
 */
export function Submit({ kase }: { kase: Case }) {
  const [strokes, setStrokes] = useState<Strokes>([])
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  const askForMessages = useMessages()
  if (!kase.actions.includes('submit')) return null
  const open = openPapers(kase)
  const submit = () =>
    act(async () => {
      askForMessages()
      if (strokes.length === 0) throw { message: '请先在框里签名，承诺材料真实' }
      await sendNow({ action: 'submit', signature: strokes })
      setStrokes([])
    }, '已提交，审好了告诉您')
  return (
    <View className='card'>
      <Text className='block strong'>
        {kase.status === 'correcting' ? '把要补正的换好，再交一次' : '材料交齐，签名提交'}
      </Text>
      {open.length > 0 ? (
        <Text className='block soft'>
          还差{open.length}份：{open.map(({ name }) => name).join('、')}
        </Text>
      ) : (
        <>
          <Text className='block soft'>我承诺所交材料真实有效，愿意承担不实的责任。</Text>
          <Signature label='申请人签名' strokes={strokes} onChange={setStrokes} />
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void submit()}>
            提交预审
          </Button>
        </>
      )}
    </View>
  )
}

function Ready({ kase }: { kase: Case }) {
  if (kase.status !== 'ready' || !kase.actions.includes('withdraw') || kase.actions.includes('accept'))
    return null
  const book = () => go('booking/choose', { id: kase.itemId, a: kase.answers })
  return (
    <View className='card'>
      <Text className='block strong'>材料都合格了</Text>
      <Text className='block'>预约个时间，带上原件到{kase.hall}，核对后就受理。</Text>
      <Button kind='main' onTap={book}>
        预约到大厅
      </Button>
    </View>
  )
}

function Rate({ kase }: { kase: Case }) {
  const [level, setLevel] = useState<string>()
  const [comment, setComment] = useTyped(`${kase.id}.rate.comment`, '')
  const { send, busy, problem } = useCaseCommand(kase.id)
  if (!kase.actions.includes('rate')) return null
  return (
    <View className='card'>
      <Text className='block strong'>{kase.rating ? '整改以后，您满意吗？' : '办得怎么样？'}</Text>
      <Choice
        label='请评价'
        value={level}
        options={[5, 4, 3, 2, 1].map((one) => [String(one), LEVELS[one]!] as const)}
        onChange={setLevel}
      />
      {level && (
        <>
          <Field label='还想说的（选填）' long max={500} value={comment} onChange={setComment} />
          <Problem text={problem} />
          <Button
            kind='main'
            busy={busy}
            onTap={() => void send({ action: 'rate', level: Number(level), comment }, '谢谢您的评价')}
          >
            提交评价
          </Button>
        </>
      )}
    </View>
  )
}

/** How the applicant gets the result, and how to withdraw. */
export function Settings({ kase }: { kase: Case }) {
  const { send, busy, problem } = useCaseCommand(kase.id)
  const may = (action: Case['actions'][number]) => kase.actions.includes(action)
  if (!may('withdraw') && !may('chooseDelivery')) return null
  const withdraw = async () => {
    const content = '撤回后这次申请就结束了，要办得重新申请'
    if (await confirmed({ title: '撤回申请？', content, yes: '确定撤回', no: '再想想', danger: true }))
      await send({ action: 'withdraw', reason: '申请人不办了' }, '已撤回')
  }
  return (
    <View className='card'>
      {may('chooseDelivery') && kase.ways.length > 1 && (
        <Choice
          label='结果怎么领'
          value={kase.delivery.way}
          options={kase.ways.map((way) => [way, DELIVERY_WAYS[way]] as const)}
          onChange={(way) => void send({ action: 'chooseDelivery', way }, '已记下')}
        />
      )}
      <Problem text={problem} />
      {may('withdraw') && (
        <Button kind='danger' busy={busy} onTap={() => void withdraw()}>
          {kase.dialogue ? '申请人不办了，代他撤回' : '撤回申请'}
        </Button>
      )}
    </View>
  )
}
