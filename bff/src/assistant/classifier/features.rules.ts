/**
 * What is classified: a short subject and what follows. A question has no subject: its first sentence stands
 * for it.
 */
export type Text = Readonly<{ subject: string; detail: string }>

const BITS = 20
export const BUCKETS = 2 ** BITS
const MASK = BUCKETS - 1
const LONGEST = 3
const SUBJECT_CUT = 200
const DETAIL_CUT = 400 // what a message is about stands at its beginning; more was measured and did not help
const DIGIT = 48
/** The subject counts again by itself; lengths of the two blocks relative to one another. */
export const BLOCK_WEIGHTS = [0.65, 1] as const
const SALTS = [11, 22] as const

/** A stretch of the text and the bucket it falls into. */
export type Gram = Readonly<{ bucket: number; text: string }>
/** The buckets a block falls into, and 1 + ln(how often) for each. */
export type Block = Readonly<{ buckets: Int32Array; values: Float32Array }>

const mix = (hash: number, code: number): number => {
  let mixed = Math.imul(hash ^ code, 0x9e3779b1)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x85ebca6b)
  return mixed ^ (mixed >>> 13)
}
const isLetter = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 97 && code <= 122) ||
  (code > 127 && /\p{L}/u.test(String.fromCodePoint(code)))

/** Letters as code points; a run of figures is one figure, anything else one break (0). */
function codesOf(text: string): number[] {
  const codes: number[] = []
  for (const letter of text.toLowerCase()) {
    const code = letter.codePointAt(0)!
    const last = codes.at(-1)
    if (code >= DIGIT && code <= 57) {
      if (last !== DIGIT) codes.push(DIGIT)
    } else if (isLetter(code)) codes.push(code)
    else if (last) codes.push(0)
  }
  return codes
}

/** Walks every run of one to three letters. */
function eachGram(
  codes: readonly number[],
  salt: number,
  visit: (bucket: number, from: number, length: number) => void
) {
  for (let from = 0; from < codes.length; from++)
    for (let n = 0, hash: number = salt; n < LONGEST && codes[from + n]; n++) {
      hash = mix(hash, codes[from + n]!)
      visit(hash & MASK, from, n + 1)
    }
}

const partsOf = ({ subject, detail }: Text) => {
  const head = codesOf(subject.slice(0, SUBJECT_CUT))
  return [[head], [head, codesOf(detail.slice(0, DETAIL_CUT))]] as const
}

// Kept between calls: a text is counted without allocating per gram.
const tally = new Uint16Array(BUCKETS)
const found = new Int32Array(LONGEST * 2 * (SUBJECT_CUT + DETAIL_CUT + 1))

/** The two blocks of a text: its subject, and all of it. */
export const blocksOf = (text: Text): Block[] =>
  partsOf(text).map((parts, block) => {
    let used = 0
    const count = (bucket: number) => {
      if (tally[bucket]!++ === 0) found[used++] = bucket
    }
    for (const codes of parts) eachGram(codes, SALTS[block]!, count)
    const buckets = found.slice(0, used)
    const values = new Float32Array(used)
    for (let at = 0; at < used; at++) {
      values[at] = 1 + Math.log(tally[buckets[at]!]!)
      tally[buckets[at]!] = 0
    }
    return { buckets, values }
  })

/** The text's own grams of two letters and more, for explaining what decided. */
export function gramsIn(text: Text): Gram[] {
  const grams: Gram[] = []
  partsOf(text).forEach((parts, block) => {
    for (const codes of parts)
      eachGram(codes, SALTS[block]!, (bucket, from, length) => {
        if (length > 1)
          grams.push({ bucket, text: String.fromCodePoint(...codes.slice(from, from + length)) })
      })
  })
  return grams
}
