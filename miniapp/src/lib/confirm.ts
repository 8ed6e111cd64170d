import Taro from '@tarojs/taro'

type Asked = {
  title: string
  content: string
  yes: string
  no?: string
  /** It cannot be undone. */
  danger?: boolean
}

/** Asks before something is done; true when the person means it. */
export async function confirmed({ title, content, yes, no = '取消', danger }: Asked): Promise<boolean> {
  const { confirm } = await Taro.showModal({
    title,
    content,
    confirmText: yes,
    cancelText: no,
    confirmColor: danger ? '#b3261e' : '#0b5d43'
  })
  return confirm
}
