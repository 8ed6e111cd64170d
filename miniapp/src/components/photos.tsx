import { Image, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { a11y } from '../lib/a11y.ts'
import { useAct } from '../lib/act.ts'
import { upload } from '../lib/upload.ts'
import { Problem } from './states.tsx'

export type Photo = { id: string; url: string }
const MOST = 9

/** Up to nine pictures from camera or album, shrunk by the phone and sent at once. */
export function Photos({
  photos,
  onChange,
  receipt
}: {
  photos: readonly Photo[]
  onChange: (photos: Photo[]) => void
  receipt?: string | undefined
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
  return (
    <View className='field'>
      <Text className='field__label'>照片（选填，最多{MOST}张）</Text>
      <Problem text={problem} />
      <View className='photos'>
        {photos.map(({ id, url }, index) => (
          <View key={id} className='photo'>
            <Image src={url} mode='aspectFill' />
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
      </View>
    </View>
  )
}
