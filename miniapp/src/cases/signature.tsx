import { Text, View, type ViewProps } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Signature as Strokes } from 'shared/case-commands.ts'
import { Button } from '../components/button.tsx'
import { a11y } from '../lib/a11y.ts'

const [WIDE, HIGH] = [1000, 400]
const STEP = 12 // of the field's thousand; closer points add nothing one sees
const MOST_POINTS = 290
const MOST_STROKES = 40
const MOST_ALL = 4000 // numbers: a signature is no picture
type Box = { left: number; top: number; width: number; height: number }
type Finger = { clientX: number; clientY: number }
type Props = { label: string; strokes: Strokes; onChange: (strokes: Strokes) => void }

const whole = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)))
const web = Taro.getEnv() === Taro.ENV_TYPE.WEB

/** The field to sign in with a finger or a mouse. */
export function Signature({ label, strokes, onChange }: Props) {
  const [id] = useState(() => `sign${Math.round(Math.random() * 1e9)}`)
  const box = useRef<Box>()
  const latest = useRef(strokes)
  latest.current = strokes
  const measure = () =>
    new Promise<void>((resolve) =>
      Taro.createSelectorQuery()
        .select(`#${id}`)
        .boundingClientRect((found) => {
          box.current = (Array.isArray(found) ? found[0] : found) as Box
          resolve()
        })
        .exec()
    )
  const pointOf = ({ clientX, clientY }: Finger): [number, number] => {
    const { left, top, width, height } = box.current!
    return [whole(((clientX - left) / width) * WIDE, WIDE), whole(((clientY - top) / height) * HIGH, HIGH)]
  }
  const begin = async (finger: Finger) => {
    await measure()
    if (latest.current.length >= MOST_STROKES) return
    const [x, y] = pointOf(finger)
    onChange([...latest.current, [x, y, x, y]])
  }
  const draw = (finger: Finger) => {
    const line = latest.current[latest.current.length - 1]
    const all = latest.current.reduce((sum, one) => sum + one.length, 0)
    if (!box.current || !line || line.length >= MOST_POINTS * 2 || all >= MOST_ALL) return
    const [x, y] = pointOf(finger)
    if (Math.hypot(x - line[line.length - 2]!, y - line[line.length - 1]!) < STEP) return
    onChange([...latest.current.slice(0, -1), [...line, x, y]])
  }
  const hands = useRef({ begin, draw })
  hands.current = { begin, draw }
  useEffect(() => {
    if (!web) return
    const field = document.getElementById(id)
    if (!field) return
    let down = false
    const start = (event: PointerEvent) => {
      down = true
      event.preventDefault()
      void hands.current.begin(event)
    }
    const move = (event: PointerEvent) => down && hands.current.draw(event)
    const end = () => {
      down = false
    }
    field.addEventListener('pointerdown', start)
    field.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    return () => {
      field.removeEventListener('pointerdown', start)
      field.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
    }
  }, [id])
  const first = (event: unknown) => (event as { touches: readonly Finger[] }).touches[0]!
  const fingers: ViewProps = web
    ? {}
    : {
        catchMove: true,
        onTouchStart: (event) => void begin(first(event)),
        onTouchMove: (event) => draw(first(event))
      }
  return (
    <View className='field'>
      <Text className='field__label'>{label}</Text>
      <View id={id} className='sign' {...fingers} {...a11y({ label: `${label}，用手指写` })}>
        {strokes.length === 0 && <Text className='sign__hint'>请在这里用手指签名</Text>}
        {barsOf(strokes).map(({ id: bar, style }) => (
          <View key={bar} className='sign__bar' style={style} />
        ))}
      </View>
      {strokes.length > 0 && (
        <Button kind='plain' onTap={() => onChange([])}>
          重签
        </Button>
      )}
    </View>
  )
}

/** Strokes as thin bars from point to point: the mini-program's canvas would lie over everything else. */
function barsOf(strokes: Strokes) {
  return strokes.flatMap((line, stroke) =>
    line.slice(2).flatMap((_, at) => {
      if (at % 2) return []
      const [x1, y1, x2, y2] = line.slice(at, at + 4) as [number, number, number, number]
      // The field is two and a half times as wide as high, so both axes share one scale.
      const length = Math.hypot(x2 - x1, y2 - y1) + 8
      const transform = `rotate(${Math.atan2(y2 - y1, x2 - x1)}rad)`
      const style = { left: `${x1 / 10}%`, top: `${y1 / 4}%`, width: `${length / 10}%`, transform }
      return [{ id: `${stroke}.${at}`, style }]
    })
  )
}
