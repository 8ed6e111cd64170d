import { Text, View } from '@tarojs/components'
import type { Finding } from 'shared/replies.ts'
import { piecesOf } from 'shared/rules/spans.ts'
import { a11y } from '../../lib/a11y.ts'
import { useCall } from '../../lib/query.ts'
import { useRested } from '../../lib/rested.ts'

const LEAST = 10

/** Findings in their order and apart: of two at one place the first is marked. */
const apart = (findings: readonly Finding[], length: number): Finding[] =>
  findings
    .filter(({ start, end }) => end > start && end - start < length)
    .sort((a, b) => a.start - b.start)
    .filter((finding, index, all) => all.slice(0, index).every(({ end }) => end <= finding.start))

/** What may be wrong with the reply, pointed at while it is written; it may be sent all the same. */
export function ReplyCheck({ questionId, text }: { questionId: string; text: string }) {
  const rested = useRested(text)
  const wanted = rested.trim().length >= LEAST
  const input = { params: { id: questionId }, body: { text: rested } }
  const { data } = useCall('POST /questions/:id/reply-check', input, wanted)
  const findings = wanted && rested === text ? (data?.findings ?? []) : []
  if (findings.length === 0) return null
  const marked = apart(findings, rested.length)
  return (
    <View className='hint hint--amber' {...a11y({ role: 'status', live: 'polite' })}>
      <Text className='block strong'>发送前请再看看</Text>
      {[...new Set(findings.map(({ words }) => words))].map((words) => (
        <Text key={words} className='block'>
          · {words}
        </Text>
      ))}
      {marked.length > 0 && (
        <View className='note'>
          {piecesOf(rested, marked).map(({ text: words, span }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, in their order
            <Text key={index} className={span ? 'mark' : ''}>
              {words}
            </Text>
          ))}
        </View>
      )}
    </View>
  )
}
