import type { Static, TSchema } from 'typebox'
import { auditApi } from './audit.ts'
import { bagApi } from './bags.ts'
import { boardApi } from './boards.ts'
import { bookingApi } from './booking.ts'
import { bulletinApi } from './bulletins.ts'
import { bundleApi } from './bundles.ts'
import { caseWorkApi } from './case-work.ts'
import { caseApi } from './cases.ts'
import { catalogueApi } from './catalogue.ts'
import { dialogueApi } from './dialogue.ts'
import { directoryApi } from './directory.ts'
import { fileApi } from './files.ts'
import { guideApi } from './guide.ts'
import { hallApi } from './hall.ts'
import { meetingApi } from './meetings.ts'
import { mineApi } from './mine.ts'
import { noticeApi } from './notices.ts'
import { openApi } from './open.ts'
import { oversightApi } from './oversight.ts'
import { placesApi } from './places.ts'
import { publicationApi } from './publications.ts'
import { questionApi } from './questions.ts'
import { queueApi } from './queue.ts'
import { ratingApi } from './ratings.ts'
import { replyApi } from './replies.ts'
import type { Role } from './roles.ts'
import { sealedApi } from './sealed.ts'
import { sessionApi } from './session.ts'
import { supervisionApi } from './supervision.ts'
import { uploadApi } from './uploads.ts'
import { whatIfApi } from './whatif.ts'

/**
 * Who may call an endpoint at all; what they may see through it is decided where the row is loaded.
 * citizen: whoever signed in; consented: and agreed to the privacy text; member: their posts count too.
 */
export type Access = 'anyone' | 'citizen' | 'consented' | 'member' | readonly Role[]

/**
 * Every endpoint of a county, served under /api/:county. The key is the request line, the value who may call
 * and the Fastify schema.
 */
export const api = {
  ...sessionApi,
  ...placesApi,
  ...directoryApi,
  ...fileApi,
  ...questionApi,
  ...noticeApi,
  ...meetingApi,
  ...ratingApi,
  ...replyApi,
  ...supervisionApi,
  ...boardApi,
  ...bulletinApi,
  ...publicationApi,
  ...sealedApi,
  ...openApi,
  ...whatIfApi,
  ...catalogueApi,
  ...guideApi,
  ...bookingApi,
  ...hallApi,
  ...queueApi,
  ...caseApi,
  ...caseWorkApi,
  ...uploadApi,
  ...bagApi,
  ...dialogueApi,
  ...bundleApi,
  ...oversightApi,
  ...auditApi,
  ...mineApi
} as const
export type Api = typeof api

// Looked up by name, each worked out once: a generic call need not go through them all.
type Inputs = {
  [K in keyof Api]: {
    [P in Exclude<keyof Api[K], 'response' | 'by' | 'limit'>]: Api[K][P] extends TSchema
      ? Static<Api[K][P]>
      : never
  }
}
type Replies = { [K in keyof Api]: Static<Api[K]['response'][200]> }
export type Input<K extends keyof Api> = Inputs[K]
export type Reply<K extends keyof Api> = Replies[K]
