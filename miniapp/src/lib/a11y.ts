import Taro from '@tarojs/taro'

type Names = {
  role?: string
  label?: string
  selected?: boolean
  expanded?: boolean
  live?: string
  hidden?: boolean
}
const isWeb = Taro.getEnv() === Taro.ENV_TYPE.WEB

/** Accessible name and role in the words of the platform: WeChat reads aria-role, a browser reads role. */
export function a11y({ role, ...rest }: Names): Record<string, string | number | boolean> {
  const aria = Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        isWeb ? `aria-${name}` : `aria${name[0]!.toUpperCase()}${name.slice(1)}`,
        value as string
      ])
  )
  if (!role) return aria
  return isWeb
    ? { ...aria, role, ...(role === 'button' || role === 'link' ? { tabIndex: 0 } : {}) }
    : { ...aria, ariaRole: role }
}
