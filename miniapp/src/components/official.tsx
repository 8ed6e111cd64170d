import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Official } from 'shared/directory.ts'
import { dialled } from 'shared/rules/phones.ts'
import { a11y } from '../lib/a11y.ts'
import { go } from '../lib/go.ts'
import { Avatar } from './avatar.tsx'
import { Button } from './button.tsx'

export const ring = (phone: string): void =>
  void Taro.makePhoneCall({ phoneNumber: dialled(phone) }).catch(() => undefined)
export const toPerson = (postId: string): void => go('directory/person', { id: postId })

/** A named official: post, unit, duties; whoever stands in when absent; one tap to call. */
export function OfficialCard({ official }: { official: Official }) {
  const { postId, title, name, duties, phone, absent } = official
  return (
    <View className='card'>
      <View className='card__row card__row--who'>
        <View
          className='who'
          onClick={() => toPerson(postId)}
          {...a11y({ role: 'link', label: `${title}${name ?? '空缺'}，查看详情` })}
        >
          <Avatar name={name} />
          <View className='who__words'>
            <Text className='block strong'>{name ?? '（空缺）'}</Text>
            <Text className='block'>{title}</Text>
            <Text className='block soft'>{duties.join('、')}</Text>
          </View>
        </View>
        {phone && !absent && (
          <Button small kind='main' label={`给${name ?? title}打电话`} onTap={() => ring(phone)}>
            打电话
          </Button>
        )}
      </View>
      {absent && (
        <View className='note'>
          <Text className='block'>
            今天不在岗（到{absent.until}）{absent.deputy ? `，请找${absent.deputy}` : ''}
          </Text>
          {absent.deputyPhone && (
            <Button
              small
              kind='main'
              label={`给代办人${absent.deputy ?? ''}打电话`}
              onTap={() => ring(absent.deputyPhone!)}
            >
              打给代办人
            </Button>
          )}
        </View>
      )}
    </View>
  )
}
