import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { a11y } from '../lib/a11y.ts'
import { useAct } from '../lib/act.ts'
import { chooseFile } from '../lib/choose.ts'
import { upload } from '../lib/upload.ts'
import { Problem } from './states.tsx'

export type Photo = { id: string; url: string; mime?: string }
const MOST = 9
const isPdf = (mime: string | undefined) => mime === 'application/pdf'

/** Up to nine pictures from camera or album, shrunk by the phone and sent at once. */
export function Photos({
  photos,
  onChange,
  receipt,
  papers = false
}: {
  photos: readonly Photo[]
  onChange: (photos: Photo[]) => void
  receipt?: string | undefined
  /** PDF files too: a notice, a reply with a seal. */
  papers?: boolean
}) {
  const { act, busy, problem } = useAct()
  const latest = useRef(photos)
  latest.current = photos
  const add = () =>
    act(async () => {
      const chosen = await Taro.chooseImage({
        count: MOST - photos.length,
        sizeType: ['compressed'],
        sourceType: ['camera', 'album']
      }).catch((error: { errMsg?: string }) => {
        if (/cancel/.test(error?.errMsg ?? '')) return undefined
        throw { message: '照片没有打开，请再试一次，或换一张' }
      })
      if (chosen?.tempFiles.length === 0) throw { message: '这不是照片，请换一张' }
      for (const picture of chosen?.tempFiles ?? []) {
        const photo = await upload(picture, receipt)
        onChange([...latest.current, photo])
      }
    })
  const addPaper = () =>
    act(async () => {
      const file = await chooseFile(['pdf'])
      if (file) onChange([...latest.current, await upload(file, receipt)])
    })
  return (
    <View className='field'>
      <Text className='field__label'>
        {papers ? `照片或PDF文件（选填，最多${MOST}份）` : `照片（选填，最多${MOST}张）`}
      </Text>
      <Problem text={problem} />
      <View className='photos'>
        {photos.map(({ id, url, mime }, index) => (
          <View key={id} className='photo'>
            {isPdf(mime) ? (
              <Text className='photo__pdf'>PDF 文件</Text>
            ) : (
              <Image src={url} mode='aspectFill' />
            )}
            <View
              className='photo__drop'
              onClick={() => onChange(photos.filter((photo) => photo.id !== id))}
              {...a11y({ role: 'button', label: `删除第${index + 1}张照片` })}
            >
              <Text>✕</Text>
            </View>
          </View>
        ))}
        {photos.length < MOST && (
          <View className='photo' onClick={() => void add()} {...a11y({ role: 'button', label: '添加照片' })}>
            <Text>{busy ? '上传中…' : '＋ 添加照片'}</Text>
          </View>
        )}
        {papers && photos.length < MOST && (
          <View
            className='photo'
            onClick={() => void addPaper()}
            {...a11y({ role: 'button', label: '添加PDF文件' })}
          >
            <Text>{busy ? '上传中…' : '＋ PDF文件'}</Text>
          </View>
        )}
      </View>
    </View>
  )
}
