import type { Sounds } from './index.rules.ts'

/** How Chinese sounds, without tones; the tables are large and read when first asked for. */
export async function soundsBy(): Promise<Sounds> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => pinyin(text, { toneType: 'none', type: 'array' })
}
