/** States in which a booking takes a seat of its slot. */
export const LIVE_STATES = ['held', 'offered', 'booked', 'arrived'] as const
/** States in which somebody is still to be served. */
export const EXPECTED_STATES = ['booked', 'arrived'] as const
