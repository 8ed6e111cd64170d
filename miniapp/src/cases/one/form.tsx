import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Paper } from 'shared/case-parts.ts'
import type { Case } from 'shared/cases.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Problem } from '../../components/states.tsx'
import { Pair } from '../../components/timeline.tsx'
import { download } from '../../lib/download.ts'
import { keep, kept } from '../../lib/store.ts'
import { useCaseCommand } from '../command.ts'

const signs = (label: string) => /签字|签名|盖章/.test(label)
/** What was typed into forms and not handed in yet; signing out forgets it. */
const drafts = () => kept<Record<string, readonly string[]>>('forms') ?? {}
type Props = { kase: Case; paper: Paper; may: boolean }

/** A form of the office, filled in on the screen: nothing has to be printed. What is typed is kept on the phone until it is handed in. */
export function Form({ kase, paper, may }: Props) {
  const { index, name, fields, given } = paper
  const draft = `${kase.id}.${index}`
  const [open, setOpen] = useState(false)
  const [values, setValues] = useState<readonly string[]>(
    () => drafts()[draft] ?? fields?.map(({ value }) => value) ?? []
  )
  const { act, sendNow, busy, problem } = useCaseCommand(kase.id)
  if (!fields) return null
  const filled = fields.some(({ value }) => value)
  const put = (at: number, value: string) => {
    const next = fields.map((_, place) => (place === at ? value : (values[place] ?? '')))
    setValues(next)
    keep('forms', { ...drafts(), [draft]: next })
  }
  const save = () =>
    act(async () => {
      const empty = fields.find(({ label }, at) => !signs(label) && !values[at]?.trim())
      if (empty) throw { message: `“${empty.label}”还没有填` }
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
          .map(({ label, value }) => (
            <Pair key={label} name={label}>
              {value}
            </Pair>
          ))}
      {open && (
        <>
          {fields.map(({ label, sample }, at) =>
            signs(label) ? (
              <Text key={label} className='block soft'>
                {label}：提交时一起签
              </Text>
            ) : (
              <Field
                key={label}
                label={label}
                max={200}
                value={values[at] ?? ''}
                placeholder={sample ? `如：${sample}` : ''}
                onChange={(value) => put(at, value)}
              />
            )
          )}
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
