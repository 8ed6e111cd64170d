import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Attachment } from 'shared/files.ts'
import type { TimelineEntry } from 'shared/questions.ts'
import { a11y } from '../lib/a11y.ts'
import { timeWords } from '../lib/words.ts'

/** Pictures in a row of three; a tap shows one large. */
export function Gallery({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null
  const urls = files.map(({ url }) => url)
  return (
    <View className='photos'>
      {files.map(({ id, url, thumb }, index) => (
        <View
          key={id}
          className='photo'
          onClick={() => void Taro.previewImage({ urls, current: url })}
          {...a11y({ role: 'button', label: `第${index + 1}张照片，点开放大` })}
        >
          <Image src={thumb} mode='aspectFill' />
        </View>
      ))}
    </View>
  )
}

/** Every step with its time and the name of who took it. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) => (
  <View className='timeline'>
    {entries.map(({ id, at, who, words, note, files }) => (
      <View key={id} className='timeline__item'>
        <View className='timeline__dot' />
        <Text className='block soft'>
          {timeWords(at)} · {who}
        </Text>
        <Text className='block'>{words}</Text>
        {note && <Text className='note'>{note}</Text>}
        <Gallery files={files} />
      </View>
    ))}
  </View>
)

export const Pair = ({ name, children }: { name: string; children: string | null }) =>
  children ? (
    <View className='pair'>
      <Text className='pair__name'>{name}</Text>
      <Text className='pair__value'>{children}</Text>
    </View>
  ) : null
