import { Text, View } from '@tarojs/components'
import type { Span } from 'shared/publications.ts'
import { piecesOf, withWord } from 'shared/rules/spans.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { a11y } from '../../lib/a11y.ts'

const KINDS: Record<Span['kind'], string> = {
  idNumber: '身份证号',
  bankCard: '银行卡号',
  phone: '电话',
  plate: '车牌',
  mail: '邮箱',
  wechat: '微信号',
  address: '门牌',
  name: '姓名',
  other: '手工'
}

type Props = {
  label: string
  text: string
  spans: readonly Span[]
  /** Absent: only looked at. */
  onChange?: ((spans: Span[]) => void) | undefined
  /** Typed to be hidden, not hidden yet. */
  word: string
  onWord: (word: string) => void
}

/** The spans with every place of a typed word hidden; says so when the text has no such word. */
export function hiding(text: string, spans: readonly Span[], word: string): Span[] {
  if (word !== '' && !text.includes(word))
    throw { message: `原文里没有“${word}”，没有提交。请照原文改，或清空` }
  return withWord(text, spans, word, (place) => ({ ...place, kind: 'other', hidden: true }))
}

/**
 * The original with what is hidden marked in it; a tap shows or hides a mark, a word typed hides it
 * everywhere.
 */
export function Marked({ label, text, spans, onChange, word, onWord }: Props) {
  const toggle = (span: Span) =>
    onChange?.(spans.map((other) => (other.start === span.start ? { ...span, hidden: !span.hidden } : other)))
  const missing = word !== '' && !text.includes(word)
  const hide = () => {
    onChange?.(hiding(text, spans, word))
    onWord('')
  }
  return (
    <View className='field'>
      <Text className='field__label'>{label}</Text>
      <View className='note' style={{ marginBottom: '10px' }}>
        {piecesOf(text, spans).map(({ text: words, span }, index) =>
          span ? (
            <Text
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, in their order
              key={index}
              className={`mark${span.hidden ? ' mark--hidden' : ''}`}
              onClick={() => toggle(span)}
              {...a11y({
                role: 'button',
                label: `${KINDS[span.kind]}${words}，${span.hidden ? '隐去' : '保留'}`
              })}
            >
              {words}
            </Text>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, in their order
            <Text key={index}>{words}</Text>
          )
        )}
      </View>
      {onChange && (
        <>
          <Field
            label='还要隐去的文字'
            max={30}
            value={word}
            placeholder='照原文输入，如：李某的小卖部'
            onChange={onWord}
          />
          {missing && <Text className='block soft red'>原文里没有这几个字</Text>}
          {word !== '' && !missing && (
            <Button small onTap={hide}>
              隐去“{word}”
            </Button>
          )}
        </>
      )}
    </View>
  )
}
