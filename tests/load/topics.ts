import { type Labelled, predict, train } from 'bff/assistant/classifier/model.rules.ts'
import { pack, unpack } from 'bff/assistant/classifier/packed.rules.ts'

const FOLDS = 5
/** The order rows are dealt in: the same in every run. */
function dealt(rows: readonly Labelled[]): Labelled[] {
  let state = 7
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
  return rows
    .map((row) => [draw(), row] as const)
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
}

/** Every row judged once by a model that never saw it; macro-F1 over all topics. */
export function crossValidate(rows: readonly Labelled[]) {
  const order = dealt(rows)
  const judged: { topic: string; said: string; sure: boolean }[] = []
  let [trainMs, predictMs, bytes] = [0, 0, 0]
  for (let fold = 0; fold < FOLDS; fold++) {
    const test = order.filter((_, index) => index % FOLDS === fold)
    const from = performance.now()
    const packed = pack(train(order.filter((_, index) => index % FOLDS !== fold)))
    trainMs += performance.now() - from
    bytes = Math.max(bytes, packed.length)
    const model = unpack(packed)
    const started = performance.now()
    for (const row of test) {
      const { topic: said, sure } = predict(model, row)
      judged.push({ topic: row.topic, said, sure })
    }
    predictMs += performance.now() - started
  }
  const right = (some: typeof judged) => some.filter(({ topic, said }) => topic === said).length
  const topics = [...new Set(rows.map(({ topic }) => topic))]
  const f1 = topics.map((topic) => {
    const hits = judged.filter((one) => one.topic === topic && one.said === topic).length
    const both =
      judged.filter((one) => one.topic === topic).length + judged.filter((one) => one.said === topic).length
    return both ? (2 * hits) / both : 0
  })
  const sure = judged.filter((one) => one.sure)
  return {
    accuracy: right(judged) / judged.length,
    macroF1: f1.reduce((sum, one) => sum + one, 0) / topics.length,
    sure: sure.length / judged.length,
    accuracyWhenSure: sure.length ? right(sure) / sure.length : 0,
    trainMs: trainMs / FOLDS,
    predictMicros: (predictMs / judged.length) * 1000,
    bytes
  }
}
