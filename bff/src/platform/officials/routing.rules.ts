import { leadRefused, lineWords } from './duty-line.rules.ts'
import { firstByOrder } from './order.rules.ts'
import type { Asked, Route, RoutingFacts, RoutingPost } from './routing.types.ts'

/**
 * From a post along its absent colleagues to who really is there today (AB角); `post` undefined: nobody of
 * them is.
 */
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

/**
 * topic × place × order × duty × load × absence → a named person, with the reasons in words. A person decides
 * in the end.
 */
export function route(
  { confidential, chosenPostId }: Asked,
  { topics, order, duties, posts: everybody, fallback }: RoutingFacts,
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
  const first = firstByOrder({ chosenPostId }, { order, duties, fallback }, posts, topic)
  if (!first) return { topicId, postId: null, reasons: [...reasons, '没有找到负责人，请受理员指定'] }

  const { post: owner, why } = first
  const standIn = present(owner.id, posts)
  const last = posts.find(({ id, awayReason }) => fallback.includes(id) && !awayReason)
  if (standIn.post)
    return { topicId, postId: standIn.post.id, reasons: [...reasons, why, ...standIn.reasons] }
  const instead = last
    ? `${owner.title}${owner.name}和代办的人今天都不在岗，由${last.title}${last.name}兜底`
    : `${owner.title}${owner.name}和代办的人今天都不在岗，请受理员指定`
  return { topicId, postId: last?.id ?? owner.id, reasons: [...reasons, why, instead] }
}
