import type { DutyLine, RoutingStep } from 'shared/directory.ts'
import type { QuestionKind } from 'shared/questions.ts'

export type RoutingPost = Readonly<{
  id: string
  title: string
  name: string
  townshipId: string | null
  awayReason: string | null
  standInId: string | null
}>
export type RoutingFacts = Readonly<{
  topics: readonly { id: string; name: string; keywords: readonly string[]; dutyLine: DutyLine | null }[]
  /** Where to look for an owner, first to last, as the county settled it. */
  order: readonly RoutingStep[]
  /**
   * Duties of the places asked from; `open` matters of the post, counted where several share a duty, else 0.
   */
  duties: readonly {
    topicId: string
    level: RoutingStep
    area: string
    postId: string
    share: number
    open: number
  }[]
  posts: readonly RoutingPost[]
  /** Who has it when nobody else does (兜底): the village secretary, then the service area's. */
  fallback: readonly string[]
}>
export type Asked = Readonly<{
  kind: QuestionKind
  confidential: boolean
  chosenPostId: string | null
}>
export type Route = Readonly<{ topicId: string | null; postId: string | null; reasons: readonly string[] }>
