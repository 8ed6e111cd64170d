import { api } from './api.ts'

const MB = 1024 * 1024
const PREFIX = 'weapp:'
const kept = (key: string) => localStorage.getItem(PREFIX + key)

function keep(key: string, value: unknown): void {
  const text = JSON.stringify(value ?? null)
  if (text.length > MB) throw new Error('setStorageSync:fail entry size limit reached')
  localStorage.setItem(PREFIX + key, text)
}
const forget = (key: string): void => localStorage.removeItem(PREFIX + key)

/** wx storage on the browser's own, so that it outlives the app as a phone's does. */
export const storage = {
  getStorageSync: (key: string): unknown => JSON.parse(kept(key) ?? '""'),
  setStorageSync: keep,
  removeStorageSync: forget,
  setStorage: api('setStorage', ({ key, data }: { key: string; data: unknown }) => keep(key, data)),
  removeStorage: api('removeStorage', ({ key }: { key: string }) => forget(key)),
  getStorage: api('getStorage', ({ key }: { key: string }) => {
    const text = kept(key)
    if (text === null) throw new Error('data not found')
    return { data: JSON.parse(text) as unknown }
  })
}
