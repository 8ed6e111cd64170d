export type WeChatSettings = Readonly<{
  apiBase: string
  openBase: string
  secrets: Readonly<Record<string, string>>
  timeoutMs: number
  now: () => Date
}>
