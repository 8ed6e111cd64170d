import { readFileSync } from 'node:fs'
import { type Labelled, predict, train } from '../src/assistant/classifier/model.rules.ts'
import { pack, unpack } from '../src/assistant/classifier/packed.rules.ts'

// pnpm -s topics:eval TRAIN.jsonl TEST.jsonl: rows {subject, detail, topic}; learns from the first, judged by
// the second.
const [trainFile, testFile] = process.argv.slice(2)
if (!trainFile || !testFile) {
  console.error('pnpm -s topics:eval TRAIN.jsonl TEST.jsonl   rows: {"subject", "detail", "topic"}')
  process.exit(2)
}
type Row = { subject?: string | null; detail?: string | null; topic: string }
const rowsOf = (file: string): Labelled[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Row)
    .map(({ subject, detail, topic }) => ({ subject: subject ?? '', detail: detail ?? '', topic }))

const [learnt, judged] = [rowsOf(trainFile), rowsOf(testFile)]
const started = performance.now()
const bytes = pack(train(learnt))
const trainMs = performance.now() - started
const model = unpack(bytes)
for (const row of judged.slice(0, 200)) predict(model, row)
const from = performance.now()
const predicted = judged.map((row) => predict(model, row))
const predictMicros = ((performance.now() - from) / Math.max(judged.length, 1)) * 1000

const share = (part: number, whole: number) => (whole ? Number((part / whole).toFixed(4)) : 0)
const names = [...new Set([...judged, ...learnt].map(({ topic }) => topic))].sort()
const perTopic = names.map((topic) => {
  const real = judged.filter((row) => row.topic === topic).length
  const said = predicted.filter((guess) => guess.topic === topic).length
  const right = judged.filter((row, index) => row.topic === topic && predicted[index]!.topic === topic).length
  return {
    topic,
    support: real,
    precision: share(right, said),
    recall: share(right, real),
    f1: share(2 * right, real + said)
  }
})
const present = perTopic.filter(({ support }) => support > 0)
const sure = judged.filter((_, index) => predicted[index]!.sure)
const rightOf = (rows: readonly Labelled[]) =>
  rows.filter((row) => predicted[judged.indexOf(row)]!.topic === row.topic).length
console.log(
  JSON.stringify({
    accuracy: share(
      judged.filter((row, index) => predicted[index]!.topic === row.topic).length,
      judged.length
    ),
    macroF1: share(
      present.reduce((sum, { f1 }) => sum + f1, 0),
      present.length
    ),
    perTopic: Object.fromEntries(perTopic.map(({ topic, ...figures }) => [topic, figures])),
    trainMs: Math.round(trainMs),
    predictMicros: Math.round(predictMicros),
    abstained: judged.length - sure.length,
    accuracyWhenSure: share(rightOf(sure), sure.length),
    modelBytes: bytes.length
  })
)
