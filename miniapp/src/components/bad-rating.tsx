import { View } from '@tarojs/components'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Problem } from './states.tsx'

export const APPEAL_NOTE = '申诉的理由和证据'

type Props = {
  step: 'call' | 'rectify' | 'rule'
  /** What the words are of. */
  label: string
  mayAppeal: boolean
  /** Whom the rating blames, as this matter calls it. */
  unit: string
  note: string
  onNote: (note: string) => void
  busy: boolean
  problem: string | undefined
  onCalled: (reached: boolean, note: string) => void
  onRectified: () => void
  onAppeal: () => void
  onRuled: (setAside: boolean) => void
}

/** What comes next after a bad rating: the call, the mending or an appeal, the ruling on that. */
export function BadRatingStep({ step, label, mayAppeal, unit, note, onNote, busy, problem, ...on }: Props) {
  const words = mayAppeal ? `${label}，或者${APPEAL_NOTE}` : label
  return (
    <>
      <Field label={words} long max={500} value={note} onChange={onNote} />
      <Problem text={problem} />
      {step === 'call' && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => on.onCalled(true, note)}>
            已接通，转整改
          </Button>
          <Button busy={busy} onTap={() => on.onCalled(false, note || '多次拨打未接通')}>
            未接通
          </Button>
        </View>
      )}
      {step === 'rectify' && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={on.onRectified}>
            整改完成
          </Button>
          {mayAppeal && (
            <Button busy={busy} onTap={on.onAppeal}>
              不是我们的责任，申诉
            </Button>
          )}
        </View>
      )}
      {step === 'rule' && (
        <View className='btns'>
          <Button kind='main' busy={busy} onTap={() => on.onRuled(false)}>
            差评成立，继续整改
          </Button>
          <Button busy={busy} onTap={() => on.onRuled(true)}>
            不是{unit}的责任
          </Button>
        </View>
      )}
    </>
  )
}
