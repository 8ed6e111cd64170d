import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, Words } from './common.ts'
import { Topic } from './directory.ts'
import { BOOK } from './limits.ts'
import { Month } from './publications.ts'
import { OVERSEERS } from './rules/roles.ts'

const Minute = Type.Integer({ minimum: 0, maximum: 1440 })

/** Past months as they were, with something else: limits, office hours, who was away, how many worked. */
export const WhatIf = Type.Object({
  from: Month,
  until: Month,
  limits: Type.Array(Type.Object({ topicId: Id, limit: Topic.properties.limit }), { maxItems: 50 }),
  /** Office hours of each open weekday (0 is Sunday), in minutes of the day; absent: as they were. */
  hours: Type.Optional(
    Type.Object({
      days: Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { minItems: 1, maxItems: 7 }),
      intervals: Type.Array(Type.Tuple([Minute, Minute]), { minItems: 1, maxItems: 4 })
    })
  ),
  absences: Type.Array(Type.Object({ postId: Id, from: Day, until: Day }), { maxItems: 20 }),
  /** How long a post takes, of what it took: 50 is twice as fast, as with a second person. */
  staff: Type.Array(Type.Object({ postId: Id, percent: Type.Integer({ minimum: 10, maximum: 400 }) }), {
    maxItems: 20
  })
})
export type WhatIf = Static<typeof WhatIf>

const Side = Type.Object({
  late: Type.Integer(),
  hours: Type.Number({ description: 'mean working hours to the answer' })
})
const Row = Type.Object({ name: Type.String(), count: Type.Integer(), was: Side, would: Side })

export const WhatIfResult = Type.Object({
  count: Type.Integer(),
  was: Side,
  would: Side,
  newlyLate: Type.Integer(),
  noLongerLate: Type.Integer(),
  byPost: Type.Array(Row),
  byTopic: Type.Array(Row),
  examples: Type.Array(
    Type.Object({ id: Id, no: Type.String(), topic: Nullable(Type.String()), words: Words(0, 200) })
  )
})
export type WhatIfResult = Static<typeof WhatIfResult>

export const whatIfApi = {
  'POST /what-if': { by: OVERSEERS, limit: { cost: BOOK }, body: WhatIf, response: { 200: WhatIfResult } }
} as const
