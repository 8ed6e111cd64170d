/**
 * Invented names: a family and a given name drawn by a fixed series, so that every machine shows the same
 * county.
 */
const FAMILIES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段'
]
const GIVEN = [
  '守义',
  '建国',
  '桂英',
  '秀兰',
  '志强',
  '春梅',
  '永福',
  '玉芬',
  '广平',
  '凤霞',
  '立军',
  '淑珍',
  '德才',
  '红霞',
  '文博',
  '晓燕',
  '长河',
  '金花',
  '庆林',
  '素云',
  '国栋',
  '爱莲',
  '保田',
  '慧敏',
  '振华',
  '彩云',
  '福生',
  '美玲',
  '学民',
  '翠萍',
  '瑞安',
  '雪梅',
  '兆丰',
  '玉兰',
  '明亮',
  '海燕',
  '传喜',
  '丽娟',
  '克勤',
  '晨光',
  '树林',
  '静怡',
  '成业',
  '月娥',
  '宏伟',
  '春生',
  '思远',
  '佳宁',
  '正道',
  '若兰'
]

/** A repeatable series of numbers in [0, 1) (mulberry32). */
export function series(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
export const pick = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)]!

/** Names without a repeat. */
export function nameMaker(random: () => number): () => string {
  const given = new Set<string>()
  return () => {
    for (;;) {
      const name = pick(random, FAMILIES) + pick(random, GIVEN)
      if (given.has(name)) continue
      given.add(name)
      return name
    }
  }
}

/** A number of a range no carrier gives out (first digits 1990 0…), so that nobody is ever rung up. */
export const demoPhone = (index: number): string => `1990000${String(index).padStart(4, '0')}`
