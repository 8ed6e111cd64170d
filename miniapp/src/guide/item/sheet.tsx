import { Text, View } from '@tarojs/components'
import type { GuideItem } from 'shared/guide.ts'
import { answersText, applying, papersOf, type Step } from 'shared/rules/situations.ts'
import { Button } from '../../components/button.tsx'
import { ring } from '../../components/official.tsx'
import { go } from '../../lib/go.ts'
import { Keep } from './keep.tsx'
import { Paper } from './paper.tsx'
import { sheetWords } from './spoken.ts'

const openBooking = (id: string, answers: string) => go('booking/choose', { id, a: answers })

const openStart = (id: string, answers: string) => go('cases/start', { id, a: answers })

type Props = { item: GuideItem; path: readonly Step[]; onAgain: () => void }

/** The list for this very case: what to bring, what not and why, how long, what it costs, where. */
export function Sheet({ item, path, onAgain }: Props) {
  const { bring, welcome, spared } = papersOf(item.materials, path)
  const fees = applying(item.fees, path)
  return (
    <View style={{ marginTop: '16px' }}>
      {path.length > 0 && (
        <View className='card'>
          {path.map(({ question, answer }) => (
            <View key={question.key} className='card__row'>
              <Text className='soft'>{question.ask}</Text>
              <Text className='strong'>{answer.text}</Text>
            </View>
          ))}
          <Button kind='plain' onTap={onAgain}>
            重新回答
          </Button>
        </View>
      )}
      <Text className='heading'>{bring.length ? `带上这${bring.length}份材料` : '什么材料都不用带'}</Text>
      {bring.map((material, index) => (
        <Paper
          key={material.name}
          item={item}
          material={material}
          no={index + 1}
          place={item.materials.indexOf(material)}
        />
      ))}
      {welcome.length > 0 && <Text className='heading'>有就带上，没有也能办</Text>}
      {welcome.length > 0 && (
        <View className='card'>
          {welcome.map(({ name, note }) => (
            <View key={name} className='row'>
              <Text className='block'>{name}</Text>
              {note && <Text className='block soft'>{note}</Text>}
            </View>
          ))}
        </View>
      )}
      {spared.length > 0 && <Text className='heading'>这{spared.length}份不用带</Text>}
      {spared.length > 0 && (
        <View className='card'>
          {spared.map(({ material, why }) => (
            <View key={material.name} className='row'>
              <Text className='block'>{material.name}</Text>
              <Text className='block soft'>{why}</Text>
            </View>
          ))}
        </View>
      )}
      <Text className='heading'>多久、多少钱、去哪里</Text>
      <View className='card'>
        <Pair name='办好要' value={item.promised + (item.statutory ? `，法定${item.statutory}` : '')} />
        {item.doneBy && <Pair name='现在交件' value={`最晚${item.doneBy.words}办好`} />}
        <Pair
          name='收费'
          value={fees.length ? fees.map(({ words, basis }) => `${words}（${basis}）`).join('；') : '不收费'}
        />
        <Pair name='要跑' value={item.visits === 0 ? '不用跑，网上办' : `${item.visits}次`} />
        {item.counter && <Pair name='窗口' value={`${item.counter.name} ${item.counter.windows}`} />}
        <Pair name='咨询' value={`${item.consult.number} ${item.consult.duty}`} />
        <Button label={`打咨询电话${item.consult.number}`} onTap={() => ring(item.consult.number)}>
          打咨询电话 {item.consult.number}
        </Button>
      </View>
      {item.counter && item.inForce && (
        <Button kind='main' onTap={() => openStart(item.id, answersText(path))}>
          在家先交材料
        </Button>
      )}
      {item.counter?.bookable && item.inForce && (
        <Button onTap={() => openBooking(item.id, answersText(path))}>预约到大厅办理</Button>
      )}
      <Keep item={item} answers={answersText(path)} words={sheetWords(item, bring, spared, fees)} />
    </View>
  )
}

const Pair = ({ name, value }: { name: string; value: string }) => (
  <View className='pair'>
    <Text className='pair__name'>{name}</Text>
    <Text className='pair__value'>{value}</Text>
  </View>
)
