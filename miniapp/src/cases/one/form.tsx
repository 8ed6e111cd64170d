import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Paper } from 'shared/case-parts.ts'
import type { Case } from 'shared/cases.ts'
import { entryProblem, entryWords } from 'shared/rules/forms.ts'
import { numberProblem } from 'shared/rules/numbers.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { Pair } from '../../components/timeline.tsx'
import { download } from '../../lib/download.ts'
import { keep, kept } from '../../lib/store.ts'
import { dayAfter } from '../../lib/words.ts'
import { useCaseCommand } from '../command.ts'
import { Entry } from './entry.tsx'

/** What was typed into forms and not handed in yet; signing out forgets it. */
const drafts = () => kept<Record<string, readonly string[]>>('forms') ?? {}
type Props = { kase: Case; paper: Paper; may: boolean }

/**
 * A form of the office, filled in on the screen: nothing has to be printed. What is typed is kept on the
 * phone until it is handed in.
 */
export function Form({ kase, paper, may }: Props) {
  const { index, name, fields, given } = paper
  const draft = `${kase.id}.${index}`
  const [open, setOpen] = useState(false)
  const [values, setValues] = useState<readonly string[]>(
    () => fields?.map(({ value, preset }, at) => drafts()[draft]?.[at] || value || preset) ?? []
  )
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id, values.join('\n'))
  if (!fields) return null
  const filled = fields.some(({ value }) => value)
  const put = (at: number, value: string) => {
    const next = fields.map((_, place) => (place === at ? value : (values[place] ?? '')))
    setValues(next)
    // What the service knows of them is not left behind on a phone or a hall's machine.
    const own = next.map((entry, place) => (entry === fields[place]!.preset ? '' : entry))
    keep('forms', { ...drafts(), [draft]: own })
  }
  const save = () =>
    act(async () => {
      const same = fields.filter(({ faulty, value }, at) => faulty && value === (values[at] ?? '').trim())
      if (same.length) throw { message: `还没有改：${same.map(({ label }) => label).join('、')}` }
      const today = dayAfter(0)
      const wrong = fields.flatMap(
        (field, at) =>
          entryProblem(field, values[at] ?? '', today) ?? numberProblem(field, values[at] ?? '', today) ?? []
      )
      if (wrong.length) throw { message: wrong.join('；') }
      await sendNow({ action: 'fillForm', index, values: fields.map((_, at) => values[at] ?? '') })
      const { [draft]: _, ...others } = drafts()
      keep('forms', others)
      setOpen(false)
    }, '填好了')
  const print = () =>
    act(() =>
      download(
        'GET /cases/:id/forms/:index',
        { params: { id: kase.id, index: String(index) } },
        `${name}.pdf`
      )
    )
  return (
    <View>
      {!open &&
        filled &&
        fields
          .filter(({ value }) => value)
          .map((field) => (
            <Pair key={field.label} name={field.faulty ? `${field.label}（要改）` : field.label}>
              {entryWords(field, field.value)}
            </Pair>
          ))}
      {open && (
        <>
          {fields.map((field, at) => (
            <Entry
              key={field.label}
              field={field}
              value={values[at] ?? ''}
              onChange={(value) => put(at, value)}
            />
          ))}
          <Problem text={problem} />
          <Button kind='main' busy={busy} onTap={() => void save()}>
            填好了
          </Button>
        </>
      )}
      {!open && <Problem text={problem} />}
      <View className='btns'>
        {may && (
          <Button label={open ? `收起${name}` : `填${name}`} onTap={() => setOpen(!open)}>
            {open ? '收起' : given && filled ? '改填的' : '在手机上填'}
          </Button>
        )}
        {(may || filled) && (
          <Button busy={busy} label={`打开${name}表`} onTap={() => void print()}>
            {filled ? '打开填好的表' : '下载空表'}
          </Button>
        )}
      </View>
    </View>
  )
}
