import { Text, View } from '@tarojs/components'
import type { Finding } from 'shared/findings.ts'

/** What the check says of the text as it stands now. */
export const Findings = ({
  findings,
  stale
}: {
  findings: readonly Finding[] | undefined
  stale: string
}) => {
  const errors = findings?.filter(({ level }) => level === 'error').length ?? 0
  return (
    <View>
      <Text className='heading'>
        检查结果{findings && !stale ? `：${errors}处错误，${findings.length - errors}处提醒` : ''}
      </Text>
      {stale && <Text className='hint hint--amber'>{stale}</Text>}
      {findings?.length === 0 && !stale && <Text className='hint'>没有发现问题，可以提交审核</Text>}
      {findings?.map(({ at, rule, place, why, proposal, level }) => (
        <View key={`${at}${rule}${why}`} className='card'>
          <View className='card__row'>
            <Text className='strong'>{place}</Text>
            <Text className={`tag tag--${level === 'error' ? 'red' : 'yellow'}`}>
              {level === 'error' ? '错误' : '提醒'}
            </Text>
          </View>
          <Text className='block'>{why}</Text>
          <Text className='block soft'>建议：{proposal}</Text>
        </View>
      ))}
    </View>
  )
}
