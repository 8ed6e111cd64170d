import { Text, View } from '@tarojs/components'
import { Icon } from '../components/icon.tsx'
import { a11y } from '../lib/a11y.ts'
import { useElder } from '../lib/elder.ts'
import { go } from '../lib/go.ts'
import { useCall } from '../lib/query.ts'

/** Whose app it is, one box to look for anything, and the switch to large letters. */
export function Head() {
  const elder = useElder()
  const { data: county } = useCall('GET /county', {})
  return (
    <View className='head'>
      <View className='card__row card__row--mid'>
        <Text className='head__name'>{county?.appName ?? '帮办'}</Text>
        <View
          className='head__elder'
          onClick={elder.toggle}
          {...a11y({ role: 'button', label: elder.on ? '切换到标准版' : '切换到大字版（关怀版）' })}
        >
          <Text>{elder.on ? '标准版' : '大字版'}</Text>
        </View>
      </View>
      <Text className='head__words'>问政府、找人办事，有名有姓有期限</Text>
      <View
        className='search search--closed'
        onClick={() => go('search')}
        {...a11y({ role: 'link', label: '搜事项、找人、看答复' })}
      >
        <Icon name='search' />
        <Text>搜事项、找人、看答复</Text>
      </View>
    </View>
  )
}
