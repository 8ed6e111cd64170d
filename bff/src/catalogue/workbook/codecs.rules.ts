import type { When } from 'shared/rules/situations.ts'
import type { Limit, LimitUnit } from '../../kernel/lib/worktime.ts'
import { limitWords } from '../../kernel/lib/worktime.words.ts'
import { whenWords } from '../catalogue.words.ts'

export type Cell = string | number | null
/**
 * One element to a cell and back; `read` throws an Error in words for what it cannot read. Empty is
 * undefined.
 */
export type Codec<T> = Readonly<{ write(value: T): Cell; read(cell: string): T }>

export const textCell: Codec<string> = { write: (value) => value, read: (cell) => cell }

export const numberCell: Codec<number> = {
  write: (value) => value,
  read: (cell) => {
    const value = Number(cell)
    if (cell.trim() === '' || !Number.isFinite(value)) throw new Error(`“${cell}”不是数字`)
    return value
  }
}

/** One of a few words. */
export const wordCell = <K extends string>(words: Readonly<Record<K, string>>): Codec<K> => ({
  write: (value) => words[value],
  read: (cell) => {
    const found = (Object.keys(words) as K[]).find((key) => words[key] === cell.trim())
    if (!found) throw new Error(`“${cell}”不能识别，只能填：${Object.values(words).join('、')}`)
    return found
  }
})

/** Several of a few words, or several texts, one to a line. */
export const listCell = <T>({ write, read }: Codec<T>): Codec<T[]> => ({
  write: (values) => values.map(write).join('\n'),
  read: (cell) => cell.split('\n').filter(Boolean).map(read)
})

const UNITS: Readonly<Record<string, LimitUnit>> = {
  工作分钟: 'wm',
  工作小时: 'wh',
  工作日: 'wd',
  '日（自然日）': 'd',
  自然日: 'd',
  日: 'd',
  天: 'd'
}
export const limitCell: Codec<Limit> = {
  write: limitWords,
  read: (cell) => {
    const [, amount, unit] = /^\s*(\d+)\s*个?(.+?)\s*$/.exec(cell) ?? []
    if (!unit || !UNITS[unit]) throw new Error(`“${cell}”不是时限，要写数字和单位，例如“3个工作日”`)
    return { amount: Number(amount), unit: UNITS[unit] }
  }
}

/** `方式=买卖&抵押=有；方式=赠与`. */
export const whenCell: Codec<readonly When[]> = {
  write: whenWords,
  read: (cell) =>
    cell
      .split('；')
      .filter(Boolean)
      .map((group) =>
        Object.fromEntries(
          group.split('&').map((pair) => {
            const [, question, answer] = /^([^=]+)=([^=]+)$/.exec(pair.trim()) ?? []
            if (!question || !answer) throw new Error(`“${pair}”要写成“问题=答案”`)
            return [question, answer]
          })
        )
      )
}
