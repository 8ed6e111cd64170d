import { Text, View } from '@tarojs/components'
import type { CaseLine } from 'shared/cases.ts'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'
import { COLOURS, dueWords } from './words.ts'

export const openCase = (id: string) => go('cases/one', { id })

/**
 * A case in a list: which, whose, whose turn it is, how long it has left. `staff` sees the applicant's name.
 */
export const Line = ({ line, staff }: { line: CaseLine; staff?: boolean }) => (
  <View
    className='card card--tap'
    onClick={() => openCase(line.id)}
    {...a11y({ role: 'link', label: `${line.item}，${line.statusWords}，${line.clockWords}` })}
  >
    <View className='card__row'>
      <Text className='strong'>{line.item}</Text>
      <Text className={`tag tag--${line.clockWords ? line.urgency : (COLOURS[line.status] ?? 'grey')}`}>
        {line.clockWords || line.statusWords}
      </Text>
    </View>
    <Text className='block'>
      {staff ? `${line.name} · ` : ''}
      {line.clockWords ? line.statusWords : line.department}
    </Text>
    <Text className='block soft'>{[line.no, line.turn, dueWords(line)].filter(Boolean).join(' · ')}</Text>
  </View>
)
