import { Text, View } from '@tarojs/components'
import { Button } from '../components/button.tsx'
import { OfficialCard } from '../components/official.tsx'
import { Page } from '../components/page.tsx'
import { Problem } from '../components/states.tsx'
import { VillageField } from '../components/village.tsx'
import { useWaiting, Waiting } from '../components/waiting.tsx'
import { toTab } from '../lib/go.ts'
import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'
import { Doors } from './doors.tsx'
import { Head } from './head.tsx'
import { useScannedPlace } from './scanned.ts'

const FIRST = 3 // people shown before one asks for all

const STEPS = [
  '点“问政府”，把事情写清楚，可以拍照。',
  '马上给您编号，转给有名有姓的负责人，期限看得见。',
  '答复后您来评价，不满意可以要求重办。'
]

export default function Home() {
  const scan = useScannedPlace()
  const waiting = useWaiting()
  const place = usePlace((state) => state.place)
  const { data: officials } = useCall(
    'GET /directory',
    { querystring: { villageId: place?.villageId ?? '' } },
    Boolean(place)
  )
  const first = officials?.items.slice(0, FIRST) ?? []

  return (
    <Page narrow>
      <Head />
      <Problem text={scan.problem} />
      {scan.place && (
        <View className='hint'>
          <Text>
            已识别：{scan.place.township} {scan.place.village}
            {scan.place.household ? ` ${scan.place.household}` : ''}
          </Text>
        </View>
      )}
      <Waiting items={waiting} />
      <Doors />
      <Text className='heading'>谁负责我们村</Text>
      <VillageField />
      {first.map((official) => (
        <OfficialCard key={official.postId} official={official} />
      ))}
      {place && first.length > 0 && (
        <Button kind='plain' onTap={() => toTab('directory')}>
          查看全部负责人
        </Button>
      )}
      <Text className='heading'>怎么用</Text>
      <View className='card'>
        {STEPS.map((words, at) => (
          <View key={words} className='step'>
            <Text className='step__no'>{at + 1}</Text>
            <Text className='step__words'>{words}</Text>
          </View>
        ))}
      </View>
    </Page>
  )
}
