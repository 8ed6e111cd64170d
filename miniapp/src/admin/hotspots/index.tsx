import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { beijingWords } from 'shared/rules/beijing.ts'
import { STATUS_WORDS } from 'shared/rules/question-words.ts'
import type { Hotspot } from 'shared/supervision.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Empty, Failure, Loading } from '../../components/states.tsx'
import { a11y } from '../../lib/a11y.ts'
import { openMatter } from '../../lib/matters.ts'
import { useCall } from '../../lib/query.ts'

/**
 * What many ask about at once, and what comes again from the same village: the second is looked into unasked.
 */
export default function Hotspots() {
  const { data, error, refetch } = useCall('GET /hotspots', {})
  const [whole, setWhole] = useState(false)
  if (!data)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  return (
    <Page>
      <View className='columns'>
        <View>
          <Text className='heading'>近四周热点</Text>
          <Text className='block soft'>{beijingWords(data.madeAt)}统计，每小时更新</Text>
          {data.items.length === 0 && <Empty text='近四周没有集中反映的事' />}
          {data.items.slice(0, whole ? undefined : FIRST).map((hotspot) => (
            <Card key={hotspot.matters[0]?.id ?? hotspot.title} hotspot={hotspot} />
          ))}
          {data.items.length > FIRST && (
            <Button kind='plain' onTap={() => setWhole(!whole)}>
              {whole ? '收起' : `全部${data.items.length}个`}
            </Button>
          )}
        </View>
        <View>
          <Text className='heading'>未诉先办</Text>
          <Text className='block soft'>同一个村、同一类事，四周内三次以上，请主动上门</Text>
          {data.repeats.length === 0 && <Empty text='没有反复出现的事' />}
          {data.repeats.map(({ village, topic, count, before, open, handler }) => (
            <View key={`${village}${topic}`} className='card'>
              <View className='card__row'>
                <Text className='strong'>
                  {village} · {topic}
                </Text>
                <Text className='tag tag--yellow'>{count}件</Text>
              </View>
              <Text className='block soft'>
                前四周{before}件，还有{open}件没办完{handler ? `，多由${handler}承办` : ''}
              </Text>
            </View>
          ))}
        </View>
      </View>
    </Page>
  )
}

const FIRST = 8
const trendWords = ({ lately, before }: Hotspot['trend']) =>
  lately > before ? `上升：本周${lately}件，上周${before}件` : `本周${lately}件，上周${before}件`

const Card = ({ hotspot: { title, count, places, first, last, trend, matters } }: { hotspot: Hotspot }) => (
  <View className='card'>
    <View className='card__row'>
      <Text className='strong'>{title}</Text>
      <Text className={`tag ${trend.lately > trend.before ? 'tag--red' : 'tag--yellow'}`}>{count}件</Text>
    </View>
    <Text className='block soft'>
      {places.join('、')} · {beijingWords(first)} 至 {beijingWords(last)}
    </Text>
    <Text className='block soft'>{trendWords(trend)}</Text>
    <View className='chips' style={{ marginTop: '8px' }}>
      {matters.map(({ id, no, status }) => (
        <View
          key={id}
          className='chip'
          onClick={() => openMatter(id)}
          {...a11y({ role: 'link', label: `看诉求${no}` })}
        >
          <Text>
            {no} {STATUS_WORDS[status]}
          </Text>
        </View>
      ))}
    </View>
  </View>
)
