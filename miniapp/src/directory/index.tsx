import { Text } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '../components/field.tsx'
import { OfficialCard } from '../components/official.tsx'
import { Page } from '../components/page.tsx'
import { Empty, Failure, Loading } from '../components/states.tsx'
import { VillageField } from '../components/village.tsx'
import { usePlace } from '../lib/place.ts'
import { useCall } from '../lib/query.ts'
import { useRested } from '../lib/rested.ts'

export default function Directory() {
  const place = usePlace((state) => state.place)
  const [words, setWords] = useState('')
  const q = useRested(words).trim()
  const found = useCall('GET /directory/search', { querystring: { q } }, q !== '')
  const village = useCall(
    'GET /directory',
    { querystring: { villageId: place?.villageId ?? '' } },
    Boolean(place) && q === ''
  )
  const { data, error, refetch, isFetching } = q ? found : village

  return (
    <Page>
      <Field label='找谁' value={words} max={30} placeholder='姓名、单位、事情或拼音' onChange={setWords} />
      {!q && <VillageField />}
      {!q && place && <Text className='heading'>负责{place.village}的人</Text>}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && isFetching && <Loading />}
      {data?.items.map((official) => (
        <OfficialCard key={official.postId} official={official} />
      ))}
      {data?.items.length === 0 && (
        <Empty
          text={q ? `没有找到“${q}”，换个词试试` : '这个村还没有登记负责人'}
          art={q ? 'nothing' : 'empty'}
        />
      )}
      {!q && !place && <Empty text='选好您的村，就能看到谁负责' />}
    </Page>
  )
}
