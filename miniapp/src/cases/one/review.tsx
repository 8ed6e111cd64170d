import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Paper } from 'shared/case-parts.ts'
import type { Case } from 'shared/cases.ts'
import { entryWords } from 'shared/rules/forms.ts'
import { Button } from '../../components/button.tsx'
import { Choice, Field } from '../../components/field.tsx'
import { DayField, Select } from '../../components/select.tsx'
import { Problem } from '../../components/states.tsx'
import { Gallery, Pair } from '../../components/timeline.tsx'
import { useTyped } from '../../lib/typed.ts'
import { useCaseCommand } from '../command.ts'

/** `fields`: of a form, the places of what is wrong. */
type Said = { verdict: 'pass' | 'fix'; reason: string; fields?: readonly number[]; validUntil?: string }
const FREE = '其他（自己写）'

/** Every paper beside its rule, judged once and completely: all defects go back together. */
export function Review({ kase }: { kase: Case }) {
  const waiting = kase.papers.filter(({ toJudge }) => toJudge)
  const [said, setSaid] = useTyped<Record<number, Said>>(`${kase.id}.judge.${kase.round}`, {})
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id, JSON.stringify(said))
  // As long as something found wrong is not changed, it is the applicant's turn; it may also have been taken
  // back.
  const unchanged = kase.papers.some(({ verdict }) => verdict === 'fix')
  const settled = kase.status === 'correcting' && !unchanged
  if (!kase.actions.includes('judge') || unchanged || (waiting.length === 0 && !settled)) return null
  const faults = waiting.filter(({ index }) => said[index]?.verdict === 'fix').length
  const judge = () =>
    act(async () => {
      const open = waiting.find(({ index }) => !said[index])
      if (open) throw { message: `“${open.name}”还没有审。要一次全部审完` }
      const bare = waiting.find(
        ({ index }) => said[index]!.verdict === 'fix' && said[index]!.reason.trim().length < 2
      )
      if (bare) throw { message: `请写明“${bare.name}”要补正什么` }
      await sendNow({
        action: 'judge',
        verdicts: waiting.map(({ index }) => {
          const { verdict, reason, fields = [], validUntil } = said[index]!
          const wrong = verdict === 'fix' && { reason: reason.trim(), fields: [...fields] }
          return { index, verdict, ...wrong, ...(verdict === 'pass' && validUntil && { validUntil }) }
        })
      })
      setSaid({})
    }, '已审完')
  return (
    <>
      <Text className='heading'>
        {waiting.length ? `审材料（${waiting.length}份，一次审完）` : '要补正的都撤回了'}
      </Text>
      {kase.round > 0 && <Text className='hint'>只审这次改过的，合格的不再提新要求</Text>}
      {waiting.map((paper) => (
        <Judged
          key={paper.index}
          paper={paper}
          said={said[paper.index]}
          onSay={(one) => setSaid({ ...said, [paper.index]: one })}
        />
      ))}
      <Problem text={problem} />
      <View className='btns'>
        {waiting.length > 0 && (
          <Button
            onTap={() =>
              setSaid({
                ...Object.fromEntries(
                  waiting
                    .filter(({ given }) => given)
                    .map(({ index }) => [index, { verdict: 'pass' as const, reason: '' }])
                ),
                ...said
              })
            }
          >
            其余都合格
          </Button>
        )}
        <Button kind='main' busy={busy} onTap={() => void judge()}>
          {faults ? `一次告知${faults}处补正` : '材料合格'}
        </Button>
      </View>
    </>
  )
}

const MARKED = '这几项要改：'
/** Marks a field as wrong or not; as long as nobody wrote a reason of their own, it names what is marked. */
function withField(said: Said, shown: NonNullable<Paper['fields']>, at: number): Said {
  const known = said.fields ?? []
  const fields = known.includes(at) ? known.filter((one) => one !== at) : [...known, at]
  const named = (places: readonly number[]) =>
    places.length ? `${MARKED}${places.map((one) => shown[one]!.label).join('、')}`.slice(0, 200) : ''
  const own = said.reason !== '' && said.reason !== named(known)
  return { ...said, fields, reason: own ? said.reason : named(fields) }
}

type JudgedProps = { paper: Paper; said: Said | undefined; onSay: (said: Said) => void }

function Judged({ paper, said, onSay }: JudgedProps) {
  const { name, rule, files, fields, given, reasons } = paper
  const known = !said?.reason || reasons.includes(said.reason)
  const [free, setFree] = useState(false)
  return (
    <View className='card'>
      <Text className='block strong'>{name}</Text>
      <Text className='block soft'>要求：{rule}</Text>
      <Text className='block soft'>{given ?? '没有交'}</Text>
      {fields?.map((field) => (
        <Pair key={field.label} name={field.mended ? `${field.label}（改过）` : field.label}>
          {entryWords(field, field.value) || null}
        </Pair>
      ))}
      <Gallery files={files} />
      <Choice
        label={`${name}合格吗`}
        value={said?.verdict}
        options={[
          ['pass', given ? '合格' : '以后补'],
          ['fix', '要补正']
        ]}
        onChange={(verdict) =>
          onSay(verdict === 'fix' ? { reason: '', ...said, verdict } : { verdict, reason: '' })
        }
      />
      {said?.verdict === 'pass' && files.length > 0 && !paper.reused && (
        <DayField
          label='有效期到（证件上写了才填）'
          value={said.validUntil ?? ''}
          mayClear
          onChange={(validUntil) => onSay({ verdict: 'pass', reason: '', ...(validUntil && { validUntil }) })}
        />
      )}
      {said?.verdict === 'fix' && given && fields && (
        <Choice
          label='表里哪几项要改（可以多选）'
          value={(said.fields ?? []).map(String)}
          options={fields.map(({ label }, at) => [`${at}`, label] as const)}
          onChange={(at) => onSay(withField(said, fields, Number(at)))}
        />
      )}
      {said?.verdict === 'fix' && (
        <Select
          label='要补正什么'
          value={free || !known ? FREE : said.reason}
          options={[...reasons, FREE].map((reason) => [reason, reason] as const)}
          onChange={(reason) => {
            setFree(reason === FREE)
            onSay({ ...said, reason: reason !== FREE ? reason : known ? '' : said.reason })
          }}
        />
      )}
      {said?.verdict === 'fix' && (free || !known) && (
        <Field
          label='写明要怎么改'
          max={200}
          value={said.reason}
          onChange={(reason) => onSay({ ...said, reason })}
        />
      )}
    </View>
  )
}
