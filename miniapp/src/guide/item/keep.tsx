import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { GuideItem } from 'shared/guide.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { download } from '../../lib/download.ts'
import { refresh } from '../../lib/query.ts'
import { signIn } from '../../lib/session.ts'
import { useSignedIn } from '../../lib/signed-in.ts'
import { canSpeak, useSpeech } from '../../lib/speech.ts'
import { keep } from '../../lib/store.ts'

type Props = { item: GuideItem; answers: string; words: string }

/** What one does with a list: keep it, print it, send it on, have it read aloud. */
export function Keep({ item, answers, words }: Props) {
  const signedIn = useSignedIn()
  const { act, busy, problem } = useAct(answers)
  const speech = useSpeech()
  const { id, version, name } = item
  const save = () =>
    act(async () => {
      // The web leaves this page to sign in, and comes back to it.
      if (!signedIn) await signIn()
      await call('POST /lists', { body: { itemId: id, version, answers } })
      keep(`item.${id}.${version}`, item)
      await refresh('GET /lists')
    }, '已保存，在“我的办事清单”里')
  const print = () =>
    act(
      () =>
        download(
          'GET /items/:id/sheet',
          { params: { id }, querystring: { version, answers } },
          `${name}.pdf`
        ),
      '已下载'
    )
  const copy = () =>
    act(async () => {
      await Taro.setClipboardData({ data: words })
    }, '已复制，可以粘贴发给家人')
  return (
    <View style={{ marginTop: '16px' }}>
      <Problem text={problem} />
      <Button kind='main' busy={busy} onTap={() => void save()}>
        保存这张清单
      </Button>
      <View className='btns'>
        <Button busy={busy} onTap={() => void print()}>
          打印清单
        </Button>
        <Button busy={busy} onTap={() => void copy()}>
          发给家人
        </Button>
        {canSpeak && (
          <Button onTap={() => speech.toggle(words)}>{speech.speaking ? '停止朗读' : '读给我听'}</Button>
        )}
      </View>
    </View>
  )
}
