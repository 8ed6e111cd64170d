import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { a11y } from '../../lib/a11y.ts'
import { uuid } from '../../lib/uuid.ts'
import { Element } from './element.tsx'
import { at, withAt } from './paths.ts'
import type { Spec } from './specs.ts'

type Entry = { name?: string; ask?: string; key?: string; text?: string }
type Props<T> = {
  title: string
  word: string
  list: readonly T[]
  specs: readonly Spec[]
  fresh: object
  onChange: (list: T[]) => void
  children?: (entry: T, onChange: (entry: T) => void) => React.ReactNode
}

/** A list of the item's: one entry open at a time, each to be changed, moved up, taken away. */
export function Entries<T extends object>({ title, word, list, specs, fresh, onChange, children }: Props<T>) {
  const [open, setOpen] = useState<number>()
  // Entries have no identity of their own; without one a moved entry would leave its half-typed rule behind.
  const [ids, setIds] = useState(() => list.map(uuid))
  const put = (index: number, entry: T) => onChange(list.map((old, other) => (other === index ? entry : old)))
  const add = () => {
    onChange([...list, fresh as T])
    setIds([...ids, uuid()])
    setOpen(list.length)
  }
  const swapped = <V,>(values: readonly V[], index: number): V[] => {
    const moved = [...values]
    moved.splice(index - 1, 2, values[index]!, values[index - 1]!)
    return moved
  }
  const up = (index: number) => {
    onChange(swapped(list, index))
    setIds(swapped(ids, index))
    setOpen(index - 1)
  }
  const drop = (index: number) => {
    onChange(list.filter((_, other) => other !== index))
    setIds(ids.filter((_, other) => other !== index))
    setOpen(undefined)
  }
  const nameOf = ({ name, ask, text, key }: Entry) => name || ask || text || key || '（没有写）'
  return (
    <>
      <Text className='heading'>
        {title}（{list.length}）
      </Text>
      {list.map((entry, index) => (
        <View key={ids[index]} className='card'>
          <View
            className='link'
            onClick={() => setOpen(open === index ? undefined : index)}
            {...a11y({
              role: 'button',
              label: `第${index + 1}${word} ${nameOf(entry)}`,
              expanded: open === index
            })}
          >
            <Text className='link__words strong'>
              {index + 1}. {nameOf(entry)}
            </Text>
            <Text className='soft'>{open === index ? '收起' : '修改'}</Text>
          </View>
          {open === index && (
            <View style={{ marginTop: '12px' }}>
              {specs.map((spec) => (
                <Element
                  key={spec.path}
                  spec={spec}
                  value={at(entry, spec.path)}
                  onChange={(value) => put(index, withAt(entry, spec.path, value))}
                />
              ))}
              {children?.(entry, (changed) => put(index, changed))}
              <View className='btns'>
                {index > 0 && <Button onTap={() => up(index)}>上移</Button>}
                <Button kind='danger' onTap={() => drop(index)}>
                  删去
                </Button>
              </View>
            </View>
          )}
        </View>
      ))}
      <Button onTap={add}>加一{word}</Button>
    </>
  )
}
