// Preloaded into a process of the service: its wall clock is off by what the file named in SKEW_FILE says, in
// milliseconds.
import { readFileSync } from 'node:fs'

const Real = Date
const skew = () => {
  try {
    return Number(readFileSync(process.env.SKEW_FILE, 'utf8')) || 0
  } catch {
    return 0
  }
}
globalThis.Date = class extends Real {
  constructor(...args) {
    if (args.length) super(...args)
    else super(Real.now() + skew())
  }
  static now() {
    return Real.now() + skew()
  }
}
