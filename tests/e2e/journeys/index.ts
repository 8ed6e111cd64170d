import type { Live } from '../live.ts'
import type { Crew } from '../screen.ts'
import { addresses } from './addresses.ts'
import { booking, hall } from './booking.ts'
import { flat } from './cases.ts'
import { company } from './company.ts'
import { desk } from './desk.ts'
import { badCodes, draft } from './draft.ts'
import { catalogue, guide } from './guide.ts'
import { ladder } from './ladder.ts'
import { merge } from './merge.ts'
import { middle } from './middle.ts'
import { boards, bulletin, county } from './overseers.ts'
import { papers } from './papers.ts'
import { publish } from './publish.ts'
import { putRight } from './put-right.ts'
import { sealed } from './sealed.ts'
import { typed } from './typed.ts'

type Journey = readonly [name: string, run: (crew: Crew, live: Live) => Promise<void>]

/** What people do with the app; the ladder first, while no other question is open to climb beside its own. */
export const journeys: readonly Journey[] = [
  ['climbs the whole ladder when nobody acts, and a meeting brings it down', ladder],
  ['carries a question from a scanned poster to a bad rating put right', putRight],
  ['keeps the draft through a lost network and a closed page, and asks once', draft],
  ['keeps what a clerk typed when another is quicker, and on the way back', typed],
  ['says kindly that a forged or garbled code is none', badCodes],
  ['opens addresses that do not decode', addresses],
  ['pauses, extends, reminds and reopens', middle],
  ['prints posters and papers that anybody may check', papers],
  ['publishes an answer, names hidden, for the next who asks', publish],
  ['merges what two neighbours tell of, and answers both', merge],
  ['takes a report without a name and shuts the accused out', sealed],
  ['shows the desk its ledger, duties and counts', desk],
  ['leads from the board to the matters, and replays a month', boards],
  ['lets another system in and shows it out', county],
  ['tells a villager what his case needs', guide],
  ['carries a change of an item from its department to the citizens', catalogue],
  ['takes a villager from his list to the window that calls him', booking],
  ['closes a morning and moves whom it hits, books for a caller', hall],
  ['counts a week, which a leader publishes', bulletin],
  ['carries a flat from papers sent from home to the certificate in hand', flat],
  ['opens a company within one working day', company]
]
