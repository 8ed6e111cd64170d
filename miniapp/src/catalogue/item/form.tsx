import { Text, View } from '@tarojs/components'
import type { ItemContent } from 'shared/items.ts'
import { FROM, INPUTS } from 'shared/rules/item-words.ts'
import { Element } from './element.tsx'
import { Entries } from './entries.tsx'
import { at, withAt } from './paths.ts'
import { BASICS, LISTS, type Spec, TIMES } from './specs.ts'

type Props = { content: ItemContent; onChange: (content: ItemContent) => void }
const WORDS = { materials: '份材料', legalBasis: '条依据', fees: '项收费', stages: '个环节' } as const
const QUESTION: readonly Spec[] = [
  { path: 'key', label: '代号（材料的情形里用它）', kind: 'text', max: 20 },
  { path: 'ask', label: '怎么问', kind: 'text', max: 60 },
  { path: 'help', label: '说明', kind: 'text', max: 200, optional: true }
]
const ANSWER: readonly Spec[] = [
  { path: 'key', label: '代号', kind: 'text', max: 20 },
  { path: 'text', label: '答案', kind: 'text', max: 40 },
  { path: 'next', label: '接着问哪一题（写代号，不填表示问完）', kind: 'text', max: 20, optional: true },
  { path: 'stop', label: '不能办时怎么说', kind: 'text', max: 200, optional: true }
]
const FIELD: readonly Spec[] = [
  { path: 'label', label: '栏目', kind: 'text', max: 40 },
  { path: 'sample', label: '样例', kind: 'text', max: 100 },
  { path: 'input', label: '填写方式', kind: 'choice', words: INPUTS, optional: true },
  { path: 'unit', label: '单位（数字才写）', kind: 'text', max: 10, optional: true },
  { path: 'options', label: '选项（选一个才写，一行一个）', kind: 'lines', max: 800, optional: true },
  { path: 'from', label: '自动填申请人的', kind: 'choice', words: FROM, optional: true },
  { path: 'ask', label: '自动填哪个问题的答案（写问题代号）', kind: 'text', max: 20, optional: true }
]

/** All elements of an item, to be written at the desk. */
export const Form = ({ content, onChange }: Props) => {
  const elements = (specs: readonly Spec[]) =>
    specs.map((spec) => (
      <Element
        key={spec.path}
        spec={spec}
        value={at(content, spec.path)}
        onChange={(value) => onChange(withAt(content, spec.path, value))}
      />
    ))
  const put = (list: keyof ItemContent) => (entries: object[]) => onChange(withAt(content, list, entries))
  return (
    <View>
      <Text className='heading'>基本要素</Text>
      {elements(BASICS)}
      <Entries
        title='情形问题'
        word='个问题'
        list={content.questions}
        specs={QUESTION}
        fresh={{ key: '', ask: '', answers: [] }}
        onChange={put('questions')}
      >
        {(question, change) => (
          <Entries
            title='答案'
            word='个答案'
            list={question.answers}
            specs={ANSWER}
            fresh={{ key: '', text: '' }}
            onChange={(answers) => change({ ...question, answers })}
          />
        )}
      </Entries>
      {LISTS.map(({ list, title, specs, fresh }) => (
        <Entries
          key={list}
          title={title}
          word={WORDS[list]}
          list={content[list] as object[]}
          specs={specs}
          fresh={fresh}
          onChange={put(list)}
        >
          {list === 'materials'
            ? (material, change) => (
                <Entries
                  title='表单栏目（窗口领表的材料）'
                  word='个栏目'
                  list={(material as { fields?: object[] }).fields ?? []}
                  specs={FIELD}
                  fresh={{ label: '', sample: '' }}
                  onChange={(fields) =>
                    change(withAt(material, 'fields', fields.length ? fields : undefined))
                  }
                />
              )
            : undefined}
        </Entries>
      ))}
      <Text className='heading'>时限、次数、结果、电话</Text>
      {elements(TIMES)}
    </View>
  )
}
