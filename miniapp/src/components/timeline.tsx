import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Attachment } from 'shared/files.ts'
import type { TimelineEntry } from 'shared/questions.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { a11y } from '../lib/a11y.ts'
import type { ApiError } from '../lib/api.ts'
import { openPdf } from '../lib/download.ts'

const isPdf = ({ mime }: Attachment) => mime === 'application/pdf'
type GalleryProps = { files: readonly Attachment[]; onDrop?: ((id: string) => void) | undefined }

/**
 * Pictures in a row of three, a tap shows one large; a PDF is opened. `onDrop`: one of them may be taken out.
 */
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

type Step = TimelineEntry & { again: number; until: string }

/** Steps in a row that say the same (a reminder each working day) as one, with how often and until when. */
const folded = (entries: readonly TimelineEntry[]): Step[] => {
  const steps: Step[] = []
  for (const entry of entries) {
    const last = steps[steps.length - 1]
    const bare = !last?.note && !entry.note && entry.files.length === 0
    if (last && bare && last.words === entry.words && last.who === entry.who)
      steps[steps.length - 1] = { ...last, again: last.again + 1, until: entry.at }
    else steps.push({ ...entry, again: 0, until: entry.at })
  }
  return steps
}

/** Every step with its time and the name of who took it. */
export const Timeline = ({ entries }: { entries: readonly TimelineEntry[] }) => (
  <View className='timeline'>
    {folded(entries).map(({ id, at, who, words, note, files, again, until }) => (
      <View key={id} className='timeline__item'>
        <View className='timeline__dot' />
        <Text className='block soft'>
          {beijingWords(at)} · {who}
        </Text>
        <Text className='block'>{words}</Text>
        {again > 0 && (
          <Text className='block soft'>
            以后又有{again}次，最近一次{beijingWords(until)}
          </Text>
        )}
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
