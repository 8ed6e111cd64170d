import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { RowError } from 'shared/catalogue.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { chooseFile } from '../../lib/choose.ts'
import { download } from '../../lib/download.ts'
import { go } from '../../lib/go.ts'
import { refresh } from '../../lib/query.ts'
import { uploadTo } from '../../lib/upload.ts'

type Outcome = { added: number; changed: number; same: number; errors: RowError[] }

/** A department's items as a spreadsheet, out and in; a faulty one changes nothing and says where. */
export function Workbook({ departmentId, name }: { departmentId: string; name: string }) {
  const { act, busy, problem } = useAct()
  const [outcome, setOutcome] = useState<Outcome>()
  const params = { id: departmentId }
  const take = () =>
    act(async () => {
      const file = await chooseFile(['xlsx'])
      if (!file) return
      setOutcome(undefined)
      setOutcome(await uploadTo<Outcome>(`/catalogue/departments/${departmentId}/xlsx`, file))
      await refresh('GET /catalogue/items')
      await refresh('GET /catalogue/departments')
    })
  return (
    <View className='card'>
      <View className='card__row'>
        <Text className='strong'>{name}</Text>
      </View>
      <View className='btns' style={{ marginTop: '10px' }}>
        <Button
          busy={busy}
          onTap={() =>
            void act(
              () => download('GET /catalogue/departments/:id/xlsx', { params }, `${name}事项清单.xlsx`),
              '已下载'
            )
          }
        >
          导出表格
        </Button>
        <Button busy={busy} onTap={() => void take()}>
          导入表格
        </Button>
        <Button onTap={() => go('catalogue/item', { departmentId })}>新增事项</Button>
      </View>
      <Problem text={problem} />
      {outcome && outcome.errors.length === 0 && (
        <Text className='hint'>
          已导入为草稿：新增{outcome.added}项，修改{outcome.changed}项，没有变化{outcome.same}项
        </Text>
      )}
      {outcome && outcome.errors.length > 0 && (
        <View className='problem'>
          <Text className='block strong'>表格有{outcome.errors.length}处问题，什么都没有导入：</Text>
          {outcome.errors.slice(0, 20).map(({ sheet, row, column, why }) => (
            <Text key={`${sheet}${row}${column}${why}`} className='block'>
              {[
                [sheet && `“${sheet}”表`, row > 0 && `第${row}行`, column && `“${column}”列`]
                  .filter(Boolean)
                  .join(''),
                why
              ]
                .filter(Boolean)
                .join('：')}
            </Text>
          ))}
          {outcome.errors.length > 20 && <Text className='block'>改好这些后再导入，会继续检查其余的</Text>}
        </View>
      )}
    </View>
  )
}
