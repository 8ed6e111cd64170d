import { Text, View } from '@tarojs/components'
import { Icon } from '../components/icon.tsx'
import { a11y } from '../lib/a11y.ts'
import { go, toTab } from '../lib/go.ts'
import type { IconName } from '../lib/icons.ts'

type Way = readonly [name: string, icon: IconName, open: () => void]

const WAYS: readonly Way[] = [
  ['查进度', 'matters', () => toTab('questions/mine')],
  ['我的办件', 'case', () => go('cases/mine')],
  ['我的预约', 'booking', () => go('booking/mine')],
  ['打电话', 'phone', () => toTab('directory')],
  ['大家问的', 'answers', () => go('answers/list')],
  ['办事清单', 'guide', () => go('guide/lists')],
  ['保密举报', 'sealed', () => go('sealed/report')],
  ['核验真假', 'verify', () => go('verify')]
]

const door = (name: string, words: string, icon: IconName, open: () => void, solid: boolean) => (
  <View
    className={`door${solid ? ' door--solid' : ''}`}
    onClick={open}
    {...a11y({ role: 'link', label: `${name}：${words}` })}
  >
    <Icon name={icon} size='large' />
    <Text className='door__name'>{name}</Text>
    <Text className='door__words'>{words}</Text>
  </View>
)

/** The two things one comes for, then everything else one tap away. */
export const Doors = () => (
  <>
    <View className='doors'>
      {door('问政府', '有名有姓的人限时答复', 'ask', () => go('questions/ask'), true)}
      {door('办事情', '看要带什么、预约、交材料', 'guide', () => go('guide/find'), false)}
    </View>
    <View className='ways'>
      {WAYS.map(([name, icon, open]) => (
        <View key={name} className='way' onClick={open} {...a11y({ role: 'link', label: name })}>
          <Icon name={icon} />
          <Text>{name}</Text>
        </View>
      ))}
    </View>
  </>
)
