import Taro from '@tarojs/taro'

const DEEPEST = 10 // WeChat refuses one page more

const ARRIVES_MS = 20_000

/**
 * Leaves this page for good, when what it was for is done. Pending until the other page is there: the button
 * that was tapped stays busy on a slow line, where a page takes seconds to come.
 */
export async function leaveFor(url: string): Promise<void> {
  await Taro.redirectTo({ url })
  await new Promise((done) => setTimeout(done, ARRIVES_MS))
}

/**
 * Opens a page above this one; at the last place in the pile it takes this one's place, so that every tap
 * leads somewhere.
 */
export function go(url: string): void {
  const deep = Taro.getCurrentPages().length >= DEEPEST - 1
  void (deep ? Taro.redirectTo({ url }) : Taro.navigateTo({ url })).catch(() => Taro.reLaunch({ url }))
}
