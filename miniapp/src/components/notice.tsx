import type { NoticeVersion, VerifiedNotice } from 'shared/notices.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Pair } from './timeline.tsx'

type Progress = Pick<VerifiedNotice, 'endorsements' | 'servedAt' | 'acknowledgedAt' | 'reply' | 'result'>

/** What stands on a 限时办结通知单: one version's terms, and what was added since. */
export const NoticeFields = ({ version, progress }: { version: NoticeVersion; progress: Progress }) => (
  <>
    <Pair name='内容'>{version.content}</Pair>
    <Pair name='时限'>{`${version.limit}（${beijingWords(version.dueAt)}前）`}</Pair>
    <Pair name='主办'>{version.lead}</Pair>
    <Pair name='协办'>{version.assist.join('、')}</Pair>
    {progress.endorsements.map(({ text, who, at }) => (
      <Pair key={at} name='批阅'>{`${text}（${who} ${beijingWords(at)}）`}</Pair>
    ))}
    <Pair name='送达'>{beijingWords(progress.servedAt)}</Pair>
    <Pair name='签收'>{progress.acknowledgedAt ? beijingWords(progress.acknowledgedAt) : '未签收'}</Pair>
    <Pair name='答复'>{progress.reply}</Pair>
    <Pair name='结果'>{progress.result}</Pair>
  </>
)
