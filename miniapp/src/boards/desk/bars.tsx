import { Text, View } from '@tarojs/components'
import type { Board } from 'shared/boards.ts'
import { KIND_WORDS } from 'shared/rules/question-words.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { a11y } from '../../lib/a11y.ts'
import { openLedger } from '../../lib/matters.ts'

const SHOWN = 10
/** So many are a full bar at least: one or two are no hot spot. */
const FULL = 5

/** The board on a phone: who has how much open, and which topic comes from where. */
export function Bars({ board: { kinds, units, topics, villages, heat, from, until } }: { board: Board }) {
  const spots = [...heat].sort((a, b) => b.count - a.count).slice(0, SHOWN)
  return (
    <>
      <Text className='heading'>按类别</Text>
      <View className='card'>
        {kinds.map(({ kind, received }) => (
          <Bar
            key={kind}
            name={KIND_WORDS[kind]}
            words={`${received}件`}
            share={received / kinds[0]!.received}
            filter={{ kind, from, until }}
          />
        ))}
      </View>
      <Text className='heading'>按单位</Text>
      <View className='card'>
        {units.slice(0, SHOWN).map(({ id, name, received, open, overdue }) => (
          <Bar
            key={id}
            name={name}
            words={`收到${received} 在办${open} 超期${overdue}`}
            share={received / Math.max(1, units[0]!.received)}
            filter={{ unitId: id, from, until }}
          />
        ))}
      </View>
      <Text className='heading'>哪个村什么事多</Text>
      <View className='card'>
        {spots.map(({ topic, village, count }) => (
          <Bar
            key={`${topic}-${village}`}
            name={`${villages[village]!.name} · ${topics[topic]!.name}`}
            words={`${count}件`}
            share={count / Math.max(FULL, spots[0]!.count)}
            filter={{ topicId: topics[topic]!.id, villageId: villages[village]!.id, from, until }}
          />
        ))}
      </View>
    </>
  )
}

type BarProps = { name: string; words: string; share: number; filter: LedgerFilter }

const Bar = ({ name, words, share, filter }: BarProps) => (
  <View
    className='row card--tap'
    onClick={() => openLedger(filter)}
    {...a11y({ role: 'link', label: `${name}，${words}` })}
  >
    <View className='card__row'>
      <Text className='strong'>{name}</Text>
      <Text className='soft'>{words}</Text>
    </View>
    <View className='bar'>
      <View className='bar__fill' style={{ width: `${Math.round(share * 100)}%` }} />
    </View>
  </View>
)
