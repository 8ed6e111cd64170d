import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { List } from '../../components/list.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { useCall, usePages } from '../../lib/query.ts'
import { ItemCard } from '../item-card.tsx'

const TITLE = '受理材料标准化手册'

/** 《受理材料标准化手册》: its contents by department, each to read here or to print. */
export default function Handbook() {
  const { data, error, refetch } = useCall('GET /items/entries', {})
  const [open, setOpen] = useState<string>()
  const { act, busy, problem } = useAct()
  if (!data)
    return (
      <Page narrow>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
    )
  const print = (name: string, departmentId?: string) =>
    act(
      () => download('GET /handbook', { querystring: departmentId ? { departmentId } : {} }, `${name}.pdf`),
      '已下载'
    )
  const items = data.departments.reduce((sum, one) => sum + one.items, 0)
  return (
    <Page narrow>
      <Text className='title'>《{TITLE}》</Text>
      <Text className='block soft'>
        {data.departments.length}个部门，{items}个事项
      </Text>
      <View style={{ marginTop: '12px' }}>
        <Problem text={problem} />
        <Button busy={busy} onTap={() => void print(TITLE)}>
          下载全册
        </Button>
      </View>
      <Text className='heading'>目录</Text>
      {data.departments.map(({ id, name, items: count }) => (
        <View key={id} className='card'>
          <View
            className='link'
            onClick={() => setOpen(open === id ? undefined : id)}
            {...a11y({ role: 'button', label: `${name}，${count}项`, expanded: open === id })}
          >
            <Text className='link__words strong'>{name}</Text>
            <Text className='soft'>
              {count}项 {open === id ? '收起' : '展开'}
            </Text>
          </View>
          {open === id && (
            <View style={{ marginTop: '12px' }}>
              <Button busy={busy} label={`打印${name}分册`} onTap={() => void print(`${name}${TITLE}`, id)}>
                打印本部门分册
              </Button>
              <Items departmentId={id} />
            </View>
          )}
        </View>
      ))}
    </Page>
  )
}

function Items({ departmentId }: { departmentId: string }) {
  const pages = usePages('GET /items', { querystring: { departmentId } })
  return (
    <List pages={pages} empty='还没有公布的事项'>
      {(item) => <ItemCard key={item.id} item={item} />}
    </List>
  )
}
