import { Text, View } from '@tarojs/components'
import type { Case } from 'shared/cases.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'

/** The papers the case gave out, each to be opened and printed. */
export function Documents({ kase: { id, documents } }: { kase: Case }) {
  const { act, busy, problem } = useAct()
  if (documents.length === 0) return null
  const open = (documentId: string, title: string) =>
    act(() =>
      download('GET /cases/:id/documents/:documentId', { params: { id, documentId } }, `${title}.pdf`)
    )
  return (
    <>
      <Text className='heading'>文书证照</Text>
      <View className='card'>
        <Problem text={problem} />
        {documents.map((one) => (
          <View key={one.id} className='row card__row'>
            <View>
              <Text className='block'>{one.title}</Text>
              <Text className='block soft'>
                {one.no} · {beijingWords(one.at)}
              </Text>
            </View>
            <Button small busy={busy} label={`打开${one.title}`} onTap={() => void open(one.id, one.title)}>
              打开
            </Button>
          </View>
        ))}
      </View>
    </>
  )
}
