/** States in which a booking takes a seat of its slot. */
export const LIVE_STATES = ['held', 'offered', 'booked', 'arrived'] as const
/** States in which somebody is still to be served. */
export const EXPECTED_STATES = ['booked', 'arrived'] as const

/** A booking’s state in words, and the colour of its tag. */
export const STATES = {
  held: ['待确认', 'yellow'],
  offered: ['候补到号，待确认', 'yellow'],
  booked: ['已约好', 'green'],
  arrived: ['已签到', 'green'],
  served: ['已办', 'plain'],
  missed: ['没有来', 'red'],
  left: ['没有等到叫号', 'plain'],
  cancelled: ['已取消', 'plain'],
  lapsed: ['过时未确认', 'plain']
} as const
