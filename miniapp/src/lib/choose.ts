import Taro from '@tarojs/taro'
import type { Picture } from './upload.ts'

/** A file from the computer, or on the phone from a WeChat chat; undefined when nothing was chosen. */
export function chooseFile(endings: string[]): Promise<Picture | undefined> {
  if (Taro.getEnv() !== Taro.ENV_TYPE.WEB)
    return Taro.chooseMessageFile({ count: 1, type: 'file', extension: endings }).then(
      ({ tempFiles }) => tempFiles[0] && { path: tempFiles[0].path },
      () => undefined
    )
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = endings.map((ending) => `.${ending}`).join(',')
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file && { path: URL.createObjectURL(file), originalFileObj: file })
    }
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}
