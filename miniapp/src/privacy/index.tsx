import { Text, View } from '@tarojs/components'
import { Button } from '../components/button.tsx'
import { Consent } from '../components/consent.tsx'
import { Page } from '../components/page.tsx'
import { Problem } from '../components/states.tsx'
import { useAct } from '../lib/act.ts'
import { call } from '../lib/api.ts'
import { confirmed } from '../lib/confirm.ts'
import { refresh, useCall } from '../lib/query.ts'
import { useSignedIn } from '../lib/signed-in.ts'

/** What is kept of whom, why, for how long and what one may ask for (PIPL art. 17, 44-47). */
const GUIDE: readonly (readonly [title: string, words: string])[] = [
  [
    '我们记录什么',
    '您写的问题、照片和材料，您所在的村，微信给的标识，还有您愿意留下的姓名、电话、证件号码。用不到的不收。'
  ],
  [
    '为什么记录',
    '把事情交给负责的人，把结果告诉您；办件时按规定审查材料、出具文书。不用来做别的，不卖给别人。'
  ],
  [
    '谁能看到',
    '只有办这件事的人和依法监督的人。电话、证件号码加密存放，谁看过都有记录。公开答复前先隐去个人信息，并且要您同意。'
  ],
  [
    '保密举报',
    '不用登录，不记微信标识，姓名可以不留。被反映的人和他的上下级看不到。留了姓名的，要两个人同意才能打开。'
  ],
  ['存多久', '没提交的照片存7天。以前交过的材料到有效期为止。诉求和办件按档案规定保存。'],
  [
    '您可以怎么做',
    '随时看自己的诉求、办件、预约；在“我的”里改姓名和电话；在这一页撤回同意。要复制或删除您的信息，请打下面的电话，或到大厅当面提出，30天内答复。'
  ]
]

/** The privacy guide in words anybody reads, what one agreed to, and the way back from it. */
export default function Privacy() {
  const signedIn = useSignedIn()
  const { data: me } = useCall('GET /me', {}, signedIn)
  const { act, busy, problem } = useAct()
  const withdraw = async () => {
    const content = '撤回后不能再提问、预约和交材料，想用时可以再同意。已经交办的事会照常办完，告诉您结果。'
    if (!(await confirmed({ title: '撤回同意', content, yes: '撤回', danger: true }))) return
    await act(async () => {
      await call('POST /me/consent/withdraw', {})
      await refresh('GET /me')
    }, '已撤回')
  }
  return (
    <Page narrow>
      <Text className='title'>帮办隐私保护指引</Text>
      {GUIDE.map(([title, words]) => (
        <View key={title} className='card'>
          <Text className='block strong'>{title}</Text>
          <Text className='block'>{words}</Text>
        </View>
      ))}
      {me?.consented && (
        <View className='card'>
          <Text className='block strong'>您已同意这份指引</Text>
          <Problem text={problem} />
          <Button busy={busy} onTap={() => void withdraw()}>
            撤回同意
          </Button>
        </View>
      )}
      {me && !me.consented && <Consent />}
    </Page>
  )
}
