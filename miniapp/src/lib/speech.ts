import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

const isWeb = Taro.getEnv() === Taro.ENV_TYPE.WEB
/** Only a browser can speak by itself; in the mini-program the phone's own screen reader does. */
export const canSpeak = isWeb && typeof window !== 'undefined' && 'speechSynthesis' in window
const SLOW = 0.9

/** Reads words aloud in Chinese, one text at a time; leaving the page ends it. */
export function useSpeech() {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => void (canSpeak && window.speechSynthesis.cancel()), [])
  const toggle = (words: string) => {
    window.speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const said = new SpeechSynthesisUtterance(words)
    said.lang = 'zh-CN'
    said.rate = SLOW
    said.onend = () => setSpeaking(false)
    said.onerror = () => setSpeaking(false)
    setSpeaking(true)
    window.speechSynthesis.speak(said)
  }
  return { speaking, toggle }
}

/** Says something after what is being said. */
export function say(words: string): void {
  const said = new SpeechSynthesisUtterance(words)
  said.lang = 'zh-CN'
  said.rate = SLOW
  window.speechSynthesis.speak(said)
}
