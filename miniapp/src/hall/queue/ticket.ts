import type { QueueTicket, TicketAction } from 'shared/queue.ts'
import { call } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'

export const ACTIONS: Record<TicketAction, string> = {
  again: '再叫一次',
  serve: '开始办理',
  miss: '过号',
  park: '挂起',
  resume: '重新排上',
  done: '办结',
  transfer: '转专区',
  ordinary: '取消优先'
}

/** Does something with a number and looks at the queue again, also when it was refused. */
export async function commandTicket(
  { id, lock }: QueueTicket,
  action: TicketAction,
  counterId?: string
): Promise<void> {
  const body = { action, lock, ...(counterId && { counterId }) }
  await call('POST /hall/tickets/:id/commands', { params: { id }, body }).finally(() =>
    refresh('GET /hall/queue')
  )
}
