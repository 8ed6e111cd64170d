import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'

/** How a deadline came about, a sentence a step, for who wants to check it with a wall calendar. */
export function Trace({ lines, of = '' }: { lines: readonly string[]; of?: string }) {
  const [open, setOpen] = useState(false)
  if (lines.length === 0) return null
  return (
    <View>
      <Button kind='plain' label={`${of}时限怎么算的`} onTap={() => setOpen(!open)}>
        {open ? '收起' : '时限怎么算的'}
      </Button>
      {open &&
        lines.map((line) => (
          <Text key={line} className='block soft'>
            · {line}
          </Text>
        ))}
    </View>
  )
}
