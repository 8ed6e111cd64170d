import type { RoutingStep } from 'shared/directory.ts'
import type { Asked, RoutingFacts, RoutingPost } from './routing.types.ts'

/**
 * The order of a county that settled none: whom the asker named, the nearest duty, then the secretary (兜底).
 */
export const DEFAULT_ORDER: readonly RoutingStep[] = [
  'chosen',
  'village',
  'serviceArea',
  'township',
  'county',
  'secretary'
]

type Duty = RoutingFacts['duties'][number]
const nameOf = ({ title, name }: RoutingPost) => `${title}${name}`

/**
 * Open matters to each share of the work, one more counted: the lightest of those who share a duty comes
 * first.
 */
const burden = ({ open, share }: Duty) => (open + 1) / share

/**
 * Of those who share one duty, the present before the absent, then the lightest; equal ones in the order of
 * the list.
 */
function lightest(sharing: readonly Duty[], posts: readonly RoutingPost[]): Duty | undefined {
  const away = ({ postId }: Duty) => Number(posts.find(({ id }) => id === postId)?.awayReason != null)
  return [...sharing].sort((a, b) => away(a) - away(b) || burden(a) - burden(b))[0]
}

/**
 * Whom the county's order finds first, and why in words; undefined when no step finds anybody. `posts` are
 * those who may lead the topic and are held by a person.
 */
export function firstByOrder(
  { chosenPostId }: Pick<Asked, 'chosenPostId'>,
  { order, duties, fallback }: Pick<RoutingFacts, 'order' | 'duties' | 'fallback'>,
  posts: readonly RoutingPost[],
  topic: { id: string; name: string } | undefined
): { post: RoutingPost; why: string } | undefined {
  const heldBy = (postId: string) => posts.find(({ id }) => id === postId)
  const own = duties.filter(({ topicId, postId }) => topicId === topic?.id && heldBy(postId))
  const chosen = () => {
    const post = chosenPostId ? heldBy(chosenPostId) : undefined
    return post && { post, why: `提问人指定由${nameOf(post)}答复` }
  }
  const secretary = () => {
    const post = fallback.map(heldBy).find(Boolean)
    const why = own.length
      ? (who: string) => `按分派顺序，先由${who}接`
      : (who: string) => `没有专人分工，由${who}兜底`
    return post && { post, why: why(nameOf(post)) }
  }
  const byDuty = (step: RoutingStep) => {
    const sharing = own.filter(({ level }) => level === step)
    const duty = lightest(sharing, posts)
    const post = duty && heldBy(duty.postId)
    if (!duty || !post) return undefined
    const work = `按分工，${duty.area}的“${topic!.name}”由`
    const alone = sharing.length === 1
    const turn = `${sharing.length}人分担，轮到${nameOf(post)}（手上${duty.open}件没办完，分担${duty.share}份）`
    return { post, why: alone ? `${work}${nameOf(post)}负责` : `${work}${turn}` }
  }
  for (const step of order) {
    const found = step === 'chosen' ? chosen() : step === 'secretary' ? secretary() : byDuty(step)
    if (found) return found
  }
  return undefined
}
