type Work = 'echo' | 'eat' | 'crash' | 'hang' | 'fail' | 'keys' | 'pid' | 'signals'

/** Work of every kind that a child may meet. */
export function run({ what, input }: { what: Work; input?: unknown }): unknown {
  if (what === 'eat') for (const eaten: object[] = []; ; ) eaten.push({ eaten, more: Array(1000).fill({}) })
  if (what === 'crash') process.kill(process.pid, 'SIGSEGV')
  if (what === 'hang') for (;;);
  if (what === 'fail') throw Object.assign(new Error('no such page'), { code: 'no_page' })
  if (what === 'pid') return process.pid
  if (what === 'signals') for (const signal of ['SIGINT', 'SIGTERM']) process.kill(process.pid, signal)
  if (what === 'keys') return Object.keys(process.env)
  return input
}
