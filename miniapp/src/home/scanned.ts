import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { Place } from 'shared/places.ts'
import { type ApiError, call } from '../lib/api.ts'
import { decoded } from '../lib/param.ts'
import { usePlace } from '../lib/place.ts'

/** The place a scanned poster names; a bad code is explained and the page goes on without it. */
export function useScannedPlace() {
  const { scene: token, q } = useRouter().params
  // WeChat hands over its own codes as `scene`, an ordinary link (扫普通链接二维码) whole as `q`.
  const scene = token ?? /[?&]scene=([\w-]+)/.exec(decoded(q ?? ''))?.[1]
  const settle = usePlace((state) => state.settle)
  const [scan, setScan] = useState<{ place?: Place; problem?: string }>({})
  useEffect(() => {
    if (!scene) return
    call('GET /places/:scene', { params: { scene: decoded(scene) } }).then(
      (place) => {
        settle(place)
        setScan({ place })
      },
      ({ message, code }: ApiError) =>
        setScan({
          problem: code === 'invalid_input' ? '这张二维码无法识别，可以直接在下面选择村庄' : message
        })
    )
  }, [scene, settle])
  return scan
}
