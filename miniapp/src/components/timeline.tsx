import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Attachment } from 'shared/files.ts'
import type { TimelineEntry } from 'shared/questions.ts'
import { a11y } from '../lib/a11y.ts'
import type { ApiError } from '../lib/api.ts'
import { openPdf } from '../lib/download.ts'
import { timeWords } from '../lib/words.ts'

const isPdf = ({ mime }: Attachment) => mime === 'application/pdf'
type GalleryProps = { files: readonly Attachment[]; onDrop?: ((id: string) => void) | undefined }

/** Pictures in a row of three, a tap shows one large; a PDF is opened. `onDrop`: one of them may be taken out. */
export function Gallery({ files, onDrop }: GalleryProps) {
  if (files.length === 0) return null
  const urls = files.filter((file) => !isPdf(file)).map(({ url }) => url)
  const open = (file: Attachment) =>
    isPdf(file)
      ? openPdf(file.url).catch(({ message }: ApiError) => Taro.showToast({ title: message, icon: 'none' }))
      : Taro.previewImage({ urls, current: file.url })
  return (
    <View className='photos'>
      {files.map((file, index) => (
        <View key={file.id} className='photo'>
          <View
            className='photo__view'
            onClick={() => void open(file)}
            {...a11y({
              role: 'button',
              label: isPdf(file) ? `第${index + 1}份文件，点开看` : `第${index + 1}张照片，点开放大`
            })}
          >
            {isPdf(file) ? (
              <Text className='photo__pdf'>PDF 文件{'\n'}点开看</Text>
            ) : (
              <Image src={file.thumb} mode='aspectFill' />
            )}
          </View>
          {onDrop && (
            <View
              className='photo__drop'
              onClick={() => onDrop(file.id)}
              {...a11y({ role: 'button', label: `删除第${index + 1}张` })}
            >
              <Text>✕</Text>
            </View>
          )}
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
        {note && (
          <Text className='note' userSelect>
            {note}
          </Text>
        )}
        <Gallery files={files} />
      </View>
    ))}
  </View>
)

export const Pair = ({ name, children }: { name: string; children: string | null }) =>
  children ? (
    <View className='pair'>
      <Text className='pair__name'>{name}</Text>
      <Text className='pair__value' userSelect>
        {children}
      </Text>
    </View>
  ) : null
