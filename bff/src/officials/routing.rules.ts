import type { DutyLine } from 'shared/directory.ts'
import type { QuestionKind } from 'shared/questions.ts'
import { leadRefused, lineWords } from './duty-line.rules.ts'

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
  /** Duties of the places asked from, nearest area first. */
  duties: readonly { topicId: string; area: string; postId: string }[]
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

/** From a post along its absent colleagues to who really is there today (AB角); `post` undefined: nobody of them is. */
function present(
  postId: string,
  posts: RoutingFacts['posts']
): { post: RoutingPost | undefined; reasons: string[] } {
  const reasons: string[] = []
  const seen = new Set<string>()
  let post = posts.find(({ id }) => id === postId)
  while (post?.awayReason && !seen.has(post.id)) {
    seen.add(post.id)
    const next = posts.find(({ id }) => id === post?.standInId)
    if (!next) break
    reasons.push(
      `${post.title}${post.name}今天不在岗（${post.awayReason}），由${next.title}${next.name}代办（AB角）`
    )
    post = next
  }
  return { post: post?.awayReason ? undefined : post, reasons }
}

/** topic × place × duty × absence × fallback → a named person, with the reasons in words. A person decides in the end. */
export function route(
  { confidential, chosenPostId }: Asked,
  { topics, duties, posts: everybody, fallback }: RoutingFacts,
  { topicId, reason }: { topicId: string | null; reason: string }
): Route {
  const reasons = [reason]
  if (confidential)
    return { topicId, postId: null, reasons: [...reasons, '举报和线索不自动分派，由受理员核对后交办'] }

  const topic = topics.find(({ id }) => id === topicId)
  const cited = topic && lineWords(topic)
  if (cited) reasons.push(cited)
  // What the township's list leaves to the county is proposed to the county's people alone.
  const posts = topic ? everybody.filter((post) => leadRefused(topic, post) === null) : everybody
  // A post that nobody holds answers for nothing: the next area's duty counts, then the fallback.
  const held = (postId: string) => posts.some(({ id }) => id === postId)
  const duty = duties.find((candidate) => candidate.topicId === topicId && held(candidate.postId))
  const named = posts.find(({ id }) => id === chosenPostId)
  const start = named?.id ?? duty?.postId ?? fallback.find(held)
  if (!start) return { topicId, postId: null, reasons: [...reasons, '没有找到负责人，请受理员指定'] }

  const standIn = present(start, posts)
  const last = posts.find(({ id, awayReason }) => fallback.includes(id) && !awayReason)
  const owner = posts.find(({ id }) => id === start)!
  const why = named
    ? `提问人指定由${owner.title}${owner.name}答复`
    : duty
      ? `按分工，${duty.area}的“${topic?.name}”由${owner.title}${owner.name}负责`
      : `没有专人分工，由${owner.title}${owner.name}兜底`
  if (standIn.post)
    return { topicId, postId: standIn.post.id, reasons: [...reasons, why, ...standIn.reasons] }
  const instead = last
    ? `${owner.title}${owner.name}和代办的人今天都不在岗，由${last.title}${last.name}兜底`
    : `${owner.title}${owner.name}和代办的人今天都不在岗，请受理员指定`
  return { topicId, postId: last?.id ?? start, reasons: [...reasons, why, instead] }
}
