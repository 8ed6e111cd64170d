import type { Text } from './features.rules.ts'
import { explain, type Model, predict } from './model.rules.ts'
import { wholeWords } from './whole-words.rules.ts'

type Topic = Readonly<{ id: string; name: string; words: readonly string[] }>
/** A topic proposed, or none, and why in words; `doubted` names what it may be when nothing is sure. */
export type Guess = Readonly<{ topicId: string | null; reason: string }>

const FIRST_SENTENCE = /[。！？!?\n]/
const SUBJECT = 60

/** A question as the classifier reads it: its first sentence is the subject. */
export const textOf = (body: string): Text => ({
  subject: (body.split(FIRST_SENTENCE)[0] ?? body).slice(0, SUBJECT),
  detail: body
})

/** The topic whose words the text uses most; longer words weigh more. Undefined when it uses none. */
export function recogniseTopic(body: string, topics: readonly Topic[]) {
  const scored = topics.map((topic) => {
    const found = topic.words.filter((word) => body.includes(word))
    return { topic, found, score: found.reduce((sum, word) => sum + [...word].length ** 2, 0) }
  })
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (a, b) => (b.score > (a?.score ?? 0) ? b : a),
    undefined
  )
  return best && { topic: best.topic, found: best.found }
}

const quoted = (words: readonly string[]) => `“${words.slice(0, 3).join('、')}”`

/**
 * What a text is about: as people put such texts before when that is sure, else by its words, else not sure,
 * with what it may be. Total: an empty text, figures or another language end as not sure.
 */
export function guessTopic(body: string, topics: readonly Topic[], model: Model | undefined): Guess {
  const named = (id: string) => topics.find((topic) => topic.id === id)
  const text = textOf(body)
  const learnt = model && predict(model, text)
  const topic = learnt && named(learnt.topic)
  const bySense = recogniseTopic(body, topics)
  const agree = topic !== undefined && topic.id === bySense?.topic.id
  if (learnt && topic && (learnt.sure || agree)) {
    const pairs = explain(model, text, learnt.topic)
    const words = wholeWords(body, pairs)
    const because = words.length ? `文中提到${quoted(words)}` : '说法相近'
    if (pairs.length) return { topicId: topic.id, reason: `${because}，以前这样的诉求归入“${topic.name}”` }
  }
  if (bySense)
    return {
      topicId: bySense.topic.id,
      reason: `文中提到${quoted(bySense.found)}，归入“${bySense.topic.name}”`
    }
  const may = (learnt?.ranked ?? []).flatMap(({ topic: id }) => named(id)?.name ?? []).slice(0, 2)
  const doubt = may.length
    ? `拿不准，可能是${may.map((name) => `“${name}”`).join('或')}，请受理员选择`
    : '没有认出属于哪类事项，请受理员选择'
  return { topicId: null, reason: doubt }
}
