import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { ApiError } from './api.ts'

/**
 * Runs what a button does, one at a time: the second tap waits for nothing and does nothing. Errors are said
 * in words, until what they were about (`watch`) is changed.
 */
export function useAct(watch = '') {
  const latest = useRef(watch)
  latest.current = watch
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; watch: string }>()
  async function act<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
    if (running.current) return undefined
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const result = await work()
      if (done) void Taro.showToast({ title: done, icon: 'none' })
      return result
    } catch (error) {
      const { message } = error as ApiError
      setProblem({ text: message ?? '系统出了点问题，请稍后再试', watch: latest.current })
      return undefined
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { act, busy, problem: problem?.watch === watch ? problem.text : undefined }
}
