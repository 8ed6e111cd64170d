import { Text, View } from '@tarojs/components'
import type { Case } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useCall } from '../../lib/query.ts'
import { useCaseCommand } from '../command.ts'
import { TRUST } from '../words.ts'

type Props = { kase: Case; index: number; name: string }

/** A paper given in an earlier case need not be given again while it is valid. */
export function Held({ kase, index, name }: Props) {
  const { data } = useCall('GET /cases/:id/held', { params: { id: kase.id } })
  const { send, busy, problem } = useCaseCommand(kase.id)
  const held = data?.items.find((one) => one.name === name)
  if (!held) return null
  return (
    <View className='note'>
      <Text className='block'>
        办“{held.from}”时交过，{TRUST[held.trust]}，{held.validUntil}前有效
      </Text>
      <Problem text={problem} />
      <Button
        busy={busy}
        label={`用以前交的${name}`}
        onTap={() => void send({ action: 'givePaper', index, fileIds: [], heldId: held.id }, '已用上')}
      >
        用以前交的
      </Button>
    </View>
  )
}
