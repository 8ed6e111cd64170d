import { type CaseClient, type Cast, caseClient } from './case-client.ts'

/**
 * What the load generator is asked, by its parent: to act in a process of its own, beside the service and not
 * in it.
 */
export type Ask =
  | Readonly<{ port: number; cast: Cast; itemId: string; do: 'lifecycles'; workers: number; ms: number }>
  | Readonly<{
      port: number
      cast: Cast
      itemId: string
      do: 'reads'
      workers: number
      rounds: number
      restMs: number
      reads: Reads
    }>
/** Named calls, each by somebody: token, method, path, body. */
export type Reads = readonly (readonly [
  name: string,
  calls: readonly (readonly [string, 'GET' | 'POST', string, object?])[]
])[]
export type Told = Readonly<{
  perSecond?: number
  steps?: number
  p99?: Readonly<Record<string, number>>
  error?: string
}>

const p99 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0

/**
 * Whole ways of cases, as many side by side as there are workers; those begun before the time is up are
 * ended.
 */
async function lifecycles(client: CaseClient, workers: number, ms: number): Promise<Told> {
  const ready: string[] = []
  // Papers are put together beforehand: the way counts from handing them in.
  const wanted = workers * Math.ceil(ms / 200)
  const fill = async () => {
    while (ready.length < wanted) ready.push(await client.prepared())
  }
  await Promise.all(Array.from({ length: workers }, fill))
  const from = performance.now()
  let [done, steps] = [0, 0]
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() - from < ms) {
        const id = ready.pop()
        if (!id) throw new Error('too few cases were put together')
        for (const step of client.steps) {
          await step(id)
          steps += 1
        }
        done += 1
      }
    })
  )
  const seconds = (performance.now() - from) / 1000
  return { perSecond: done / seconds, steps: steps / seconds }
}

/**
 * Every read in turn by so many officials at once, who look at each answer for about `restMs`; the 99th
 * percentile of each kind.
 */
async function reads(
  client: CaseClient,
  { workers, rounds, restMs, reads: asked }: Extract<Ask, { do: 'reads' }>
): Promise<Told> {
  const times = new Map<string, number[]>(asked.map(([name]) => [name, []]))
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      await new Promise((rest) => setTimeout(rest, (restMs * worker) / workers))
      for (let round = 0; round < rounds; round++)
        for (const [name, calls] of asked) {
          const [token, method, path, body] = calls[(worker * 31 + round * 7) % calls.length]!
          const from = performance.now()
          const { status, body: said } = await client.call(token, method, path, body)
          if (status !== 200) throw new Error(`${method} ${path}: ${said.slice(0, 200)}`)
          if (round > 0) times.get(name)!.push(performance.now() - from)
          await new Promise((rest) => setTimeout(rest, restMs * (0.5 + Math.random())))
        }
    })
  )
  return { p99: Object.fromEntries([...times].map(([name, all]) => [name, p99(all)])) }
}

process.on('message', (ask: Ask) => {
  const client = caseClient(ask.port, ask.cast, ask.itemId)
  const work = ask.do === 'lifecycles' ? lifecycles(client, ask.workers, ask.ms) : reads(client, ask)
  work
    .catch((error: Error): Told => ({ error: error.message }))
    .then((told) => process.send!(told, () => process.exit(0)))
})
