import type { Screen } from '../screen.ts'

/** Asks in a villager's words; gives the address of the new question's page. */
export async function ask(villager: Screen, body: string): Promise<string> {
  await villager.open('/questions/ask/index')
  await villager.fill('把事情写清楚', body)
  await villager.tap('提交')
  await villager.see('已收到，编号 2026-')
  return villager.here()
}

/** The clerk takes what the machine proposes. */
export async function dispatch(clerk: Screen, words: string, topic: string): Promise<void> {
  await clerk.open('/work/triage/index')
  await clerk.tap(words)
  await clerk.see(`归入“${topic}”`)
  await clerk.tap('签发限时办结通知单')
  await clerk.see('待签收')
}

export async function openMatter(official: Screen, words: string): Promise<void> {
  await official.open('/work/list/index')
  await official.tap(words)
}

export async function acknowledge(official: Screen, words: string): Promise<void> {
  await openMatter(official, words)
  await official.tap('签收')
  await official.see('发送答复')
}

export async function reply(official: Screen, answer: string): Promise<void> {
  await official.fill('答复群众', answer)
  await official.tap('发送答复')
  await official.see('已答复')
}

export async function rate(villager: Screen, question: string, level: string, comment = ''): Promise<void> {
  await villager.open(question)
  await villager.tap(level)
  if (comment) await villager.fill('想说的话', comment)
  await villager.tap('提交评价')
  await villager.see(`评价：${level}`)
}

export async function closeAll(...screens: Screen[]): Promise<void> {
  for (const screen of screens) await screen.close()
}
