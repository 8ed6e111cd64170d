import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading } from '../../components/states.tsx'
import { useEvery } from '../../lib/every.ts'
import { useCall } from '../../lib/query.ts'
import { canSpeak } from '../../lib/speech.ts'
import { useAnnounced } from './announce.ts'

const LOOK_MS = 2000

/** The hall's big screen: who is called where, how many wait, and the code to check in with. */
export default function Screen() {
  const { data, error, refetch } = useCall('GET /hall/screen', {})
  const [loud, setLoud] = useState(false)
  useEvery(LOOK_MS, () => void refetch())
  const calls = data?.called ?? []
  useAnnounced(data?.called, loud)
  if (!data)
    return <Page wall>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  return (
    <Page wall>
      {error && <Text className='hint hint--amber'>网络不通，下面是断网前的叫号</Text>}
      {canSpeak && !loud && (
        <Button kind='main' onTap={() => setLoud(true)}>
          打开语音播报
        </Button>
      )}
      <View className='screen'>
        <View>
          {calls.length === 0 && <Text className='screen__none'>请听叫号</Text>}
          {calls.slice(0, 6).map(({ no, window, counter }, index) => (
            <View key={no} className={`screen__call${index === 0 ? ' screen__call--first' : ''}`}>
              <Text className='screen__no'>{no}</Text>
              <View>
                <Text className='screen__window'>{window}号窗口</Text>
                <Text className='block soft'>{counter}</Text>
              </View>
            </View>
          ))}
        </View>
        <View>
          <View className='card' style={{ textAlign: 'center' }}>
            <Image className='poster' src={data.door} />
            <Text className='block strong'>约好的，扫这里签到</Text>
            <Text className='block soft'>或把6位预约码报给导办员</Text>
          </View>
          <View className='card'>
            {data.waiting.map(({ letter, counter, count }) => (
              <View key={letter} className='card__row'>
                <Text>
                  {letter} {counter}
                </Text>
                <Text className='strong'>等{count}人</Text>
              </View>
            ))}
          </View>
        </View>
      </View>
    </Page>
  )
}
