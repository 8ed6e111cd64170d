import { setImmediate as rest } from 'node:timers/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { monthAfter, startOfMonth } from 'shared/rules/beijing.ts'
import type { WhatIfResult } from 'shared/whatif.ts'
import { toClock } from '../../../kernel/lib/clock.ts'
import { on } from '../../../kernel/lib/contract.ts'
import type { Deps } from '../../../kernel/lib/deps.ts'
import { AppError } from '../../../kernel/lib/errors.ts'
import { instantWords } from '../../../kernel/lib/worktime.words.ts'
import { questionNo } from '../../questions/messages.rules.ts'
import { replay, withHours } from './replay.rules.ts'
import { tally } from './tally.rules.ts'
import { pastQuestions } from './whatif.repo.ts'

const REPLAY_MS = 30_000
const AT_ONCE = 500 // questions between two looks at other requests
const EXAMPLES = 30

/** Replays past months under other limits, hours, absences or staff; reads only. */
export const whatIfRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, { db, now, calendarOf }) => {
  app.route({
    ...on('POST /what-if'),
    handlerTimeout: REPLAY_MS,
    handler: async ({ actor, body }) => {
      const [from, until] = [startOfMonth(body.from), startOfMonth(monthAfter(body.until))]
      if (from >= until) throw new AppError('invalid_input', 'until')
      if (body.hours?.intervals.some(([start, end]) => start >= end))
        throw new AppError('invalid_input', 'hours')
      const at = now()
      const then = await calendarOf(actor.tenantId)
      const calendar = withHours(then, body.hours)
      const whole = tally()
      const [byPost, byTopic] = [
        new Map<string, ReturnType<typeof tally>>(),
        new Map<string, ReturnType<typeof tally>>()
      ]
      const examples: WhatIfResult['examples'] = []
      const groupOf = (groups: typeof byPost, name: string) => {
        const group = groups.get(name) ?? tally()
        groups.set(name, group)
        return group
      }
      for await (const rows of pastQuestions(db, actor.tenantId, actor.post!, from, until)) {
        for (const [index, row] of rows.entries()) {
          if (index % AT_ONCE === 0) await rest()
          const clock = toClock(row.clock)
          const past = {
            topicId: row.topicId,
            postId: row.postId,
            clock,
            answeredAt: row.answeredAt ?? row.closedAt,
            lateBefore: row.lateSince !== null && row.lateSince < clock.start
          }
          const was = replay(past, { ...body, limits: [], absences: [], staff: [] }, then, then, at)
          const would = replay(past, body, then, calendar, at)
          for (const group of [
            whole,
            groupOf(byPost, row.post ? `${row.post} ${row.name ?? ''}` : '没有承办人'),
            groupOf(byTopic, row.topic ?? '未归类')
          ])
            group.add(was, would)
          if (was.late !== would.late && examples.length < EXAMPLES)
            examples.push({
              id: row.id,
              no: questionNo(row),
              topic: row.topic,
              words: `${would.late ? '会超期' : '不再超期'}：期限${instantWords(would.dueAt)}，${would.answeredAt ? `${instantWords(would.answeredAt)}答复` : '还没有答复'}`
            })
        }
      }
      const listed = (groups: typeof byPost) =>
        [...groups]
          .map(([name, group]) => ({ name, ...group.sides() }))
          .sort((a, b) => b.would.late - a.would.late || b.count - a.count)
          .slice(0, 60)
      return {
        ...whole.sides(),
        ...whole.moved(),
        byPost: listed(byPost),
        byTopic: listed(byTopic),
        examples
      }
    }
  })
}
