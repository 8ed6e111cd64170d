import { Text, View } from '@tarojs/components'
import type { GuideItem } from 'shared/guide.ts'
import { NEEDS } from 'shared/rules/item-words.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'

type Props = {
  item: GuideItem
  material: GuideItem['materials'][number]
  no: number
  /** Its place in the item's whole list. */
  place: number
}

/** One paper to bring: how many of which form, from whom, and the form to print with its sample. */
export function Paper({ item, material, no, place }: Props) {
  const { act, busy, problem } = useAct()
  const { name, copies, from, need, note, hasForm } = material
  const fetchForm = (filled: boolean) =>
    act(
      () =>
        download(
          'GET /items/:id/forms/:index',
          { params: { id: item.id, index: `${place}` }, querystring: { version: item.version, filled } },
          `${name}${filled ? '样表' : ''}.pdf`
        ),
      '已下载'
    )
  return (
    <View className='card'>
      <Text className='block strong'>
        {no}. {name}
      </Text>
      <Text className='block soft'>
        {[copies, from, need === 'required' ? '' : NEEDS[need]].filter(Boolean).join(' · ')}
      </Text>
      {note && <Text className='block'>{note}</Text>}
      <Problem text={problem} />
      {hasForm && (
        <View className='btns' style={{ marginTop: '10px' }}>
          <Button busy={busy} label={`${name}空白表`} onTap={() => void fetchForm(false)}>
            空白表
          </Button>
          <Button busy={busy} label={`${name}样表`} onTap={() => void fetchForm(true)}>
            样表
          </Button>
        </View>
      )}
    </View>
  )
}
