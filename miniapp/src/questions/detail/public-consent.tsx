import { Text, View } from '@tarojs/components'
import type { Question } from 'shared/questions.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { go } from '../../lib/go.ts'

const WORDS = {
  may: '把这件事和答复公开，让遇到同样事的人也能看到？姓名、电话、门牌等会先隐去，再由第二个人核对。',
  agreed: '您已同意公开，工作人员隐去个人信息并核对后发布。',
  public: '这件事已公开（个人信息已隐去）。',
  declined: '这件事没有公开。'
}

/** The asker alone says whether others may read it, and may change their mind at any time (PIPL art. 15). */
export function PublicConsent({ question, onDone }: { question: Question; onDone: () => void }) {
  const { act, busy, problem } = useAct()
  const { publication } = question
  if (!publication) return null
  const { id, state } = publication
  const say = (agree: boolean) =>
    act(
      async () => {
        await call('POST /questions/:id/publication', { params: { id: question.id }, body: { agree } })
        onDone()
      },
      agree ? '谢谢，已记下您的同意' : '已撤回同意'
    )
  const takeBack = async () => {
    const sure = await confirmed({
      title: '不再公开？',
      content: '别人马上看不到这件事。以后想公开，要重新核对。',
      yes: '不再公开',
      danger: true
    })
    if (sure) await say(false)
  }
  return (
    <View className='card'>
      <Text className='block strong'>公开答复</Text>
      <Text className='block'>{WORDS[state]}</Text>
      <Problem text={problem} />
      <View className='btns' style={{ marginTop: '10px' }}>
        {(state === 'may' || state === 'declined') && (
          <Button busy={busy} onTap={() => void say(true)}>
            同意公开
          </Button>
        )}
        {state === 'public' && id && <Button onTap={() => go('answers/page', { id })}>看公开的样子</Button>}
        {(state === 'agreed' || state === 'public') && (
          <Button busy={busy} onTap={() => void takeBack()}>
            不再公开
          </Button>
        )}
      </View>
    </View>
  )
}
