/**
 * How far nothing is missing of what is numbered without a gap: what comes after one is still to be asked
 * for.
 */
export const heardUpTo = (last: number, fresh: readonly { seq: number }[]): number =>
  [...fresh].sort((a, b) => a.seq - b.seq).reduce((upTo, { seq }) => (seq === upTo + 1 ? seq : upTo), last)
