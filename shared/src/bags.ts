import { type Static, Type } from 'typebox'
import { Signature } from './case-commands.ts'
import { ById, DateTime, Id, Nullable } from './common.ts'
import { DRAWN } from './limits.ts'
import { CASE_WORKERS, DESKS } from './rules/roles.ts'

export const BagAction = Type.Enum(['handOver', 'takeBack', 'receive'])
export type BagAction = Static<typeof BagAction>

/** A hand-over is two signatures: who gives it away names the next place, who has it there signs for it. */
export const BagCommand = Type.Union([
  Type.Object({ key: Id, action: Type.Literal('handOver'), toId: Id, signature: Signature }),
  Type.Object({ key: Id, action: Type.Literal('takeBack') }),
  Type.Object({ key: Id, action: Type.Literal('receive'), signature: Signature })
])
export type BagCommand = Static<typeof BagCommand>

/** 受理文件袋: where it is now, always, and every hand it went through. */
export const Bag = Type.Object({
  caseId: Id,
  code: Type.String(),
  place: Type.String(),
  holder: Type.String(),
  /** Handed on and not signed for yet. */
  awaiting: Nullable(Type.Object({ place: Type.String(), since: DateTime, late: Type.Boolean() })),
  moves: Type.Array(Type.Object({ id: Id, at: DateTime, who: Type.String(), words: Type.String() })),
  /** Where it may go from here. */
  places: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  actions: Type.Array(BagAction)
})
export type Bag = Static<typeof Bag>

/** What stands on its label: twelve letters and figures. */
const BagCode = Type.String({ pattern: '^[0-9A-Za-z -]{12,20}$' })

export const bagApi = {
  'GET /cases/:id/bag': {
    by: 'member',
    params: ById,
    response: { 200: Type.Object({ bag: Nullable(Bag) }) }
  },
  'POST /cases/:id/bag': { by: DESKS, params: ById, response: { 200: Bag } },
  'GET /cases/:id/bag/label': {
    by: CASE_WORKERS,
    limit: { cost: DRAWN },
    params: ById,
    response: { 200: Type.Unsafe<ArrayBuffer>({}) }
  },
  'POST /cases/:id/bag/commands': {
    by: CASE_WORKERS,
    params: ById,
    body: BagCommand,
    response: { 200: Bag }
  },
  'POST /bags/scan': {
    by: CASE_WORKERS,
    body: Type.Object({ code: BagCode }),
    response: { 200: Type.Object({ caseId: Id }) }
  }
} as const
