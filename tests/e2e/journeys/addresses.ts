import type { Crew } from '../screen.ts'

/** Addresses cut short by a chat or a scanner open the page without what does not decode. */
export async function addresses(crew: Crew): Promise<void> {
  const stranger = await crew(undefined)
  for (const [path, words] of [
    ['/home/index?scene=%25', '问政府'],
    ['/home/index?scene=%', '问政府'],
    ['/home/index?q=%E5%85', '问政府'],
    ['/guide/find/index?q=%E5%85', '要办什么事'],
    ['/guide/find/index?event=%E5%85&name=%E5', '要办什么事'],
    ['/verify/index?code=%E5', '验证码']
  ] as const) {
    await stranger.open(path)
    await stranger.see(words)
  }
  await stranger.close()
}
