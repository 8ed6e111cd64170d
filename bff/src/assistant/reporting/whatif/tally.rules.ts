type Went = Readonly<{ late: boolean; minutes: number }>

/** Adds up how questions went and how they would have gone. */
export function tally() {
  let count = 0
  let [newlyLate, noLongerLate] = [0, 0]
  const was = { late: 0, minutes: 0 }
  const would = { late: 0, minutes: 0 }
  const mean = ({ late, minutes }: typeof was) => ({
    late,
    hours: count ? Math.round((minutes / count / 60) * 10) / 10 : 0
  })
  const put = (side: typeof was, { late, minutes }: Went) => {
    side.late += late ? 1 : 0
    side.minutes += minutes
  }
  return {
    add(then: Went, now: Went) {
      count += 1
      put(was, then)
      put(would, now)
      if (now.late && !then.late) newlyLate += 1
      if (then.late && !now.late) noLongerLate += 1
    },
    sides: () => ({ count, was: mean(was), would: mean(would) }),
    moved: () => ({ newlyLate, noLongerLate })
  }
}
