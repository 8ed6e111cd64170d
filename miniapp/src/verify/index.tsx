import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { VerifiedNotice } from 'shared/notices.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { NoticeFields } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Loading, Problem } from '../components/states.tsx'
import { Pair } from '../components/timeline.tsx'
import { useCall } from '../lib/query.ts'
import { timeWords } from '../lib/words.ts'

const LEAST = 8

/** Anybody who holds a printed 限时办结通知单 sees here what it must say and whether it is still the one in force. */
export default function Verify() {
  const { code: scanned = '' } = useRouter().params
  const [typed, setTyped] = useState(decodeURIComponent(scanned))
  const [code, setCode] = useState(typed)
  const [asked, setAsked] = useState(false)
  const looking = code.trim().length >= LEAST
  const { data, error, isFetching } = useCall('GET /verify/:code', { params: { code: code.trim() } }, looking)
  const unknown = error && ['not_found', 'invalid_input'].includes(error.code)
  return (
    <Page narrow>
      <View className='card'>
        <Field
          label='通知单上的验证码'
          max={40}
          value={typed}
          placeholder='370829-XXXX-XXXX-XXXX-XXXX'
          onChange={setTyped}
        />
        <Button
          kind='main'
          busy={isFetching}
          onTap={() => {
            setCode(typed)
            setAsked(true)
          }}
        >
          核对
        </Button>
      </View>
      {asked && !looking && <Problem text='验证码不完整，请照通知单下方的字母数字填写' />}
      {isFetching && !data && <Loading />}
      {unknown && <Problem text='没有这个验证码。请检查有没有输错；如果没有输错，这份通知单不是本县签发的' />}
      {error && !unknown && <Problem text={error.message} />}
      {data && <Paper notice={data} />}
    </Page>
  )
}

function Paper({ notice }: { notice: VerifiedNotice }) {
  const { paper, current, supersededBy, supersededAt } = notice
  const valid = paper.version === current
  return (
    <View className='card'>
      <View className={valid ? 'hint' : 'problem'}>
        <Text className='strong'>{valid ? '真件，现行有效' : `真件，但已被第${current}版代替`}</Text>
        {!valid && supersededAt && (
          <Text className='block'>
            {timeWords(supersededAt)}起作废：{supersededBy}
          </Text>
        )}
      </View>
      <Text className='block strong'>限时办结通知单 {notice.no}</Text>
      <Text className='block soft'>
        第{paper.version}版 · {timeWords(paper.issuedAt)}签发 · {notice.sponsor}
      </Text>
      <Pair name='诉求'>{notice.questionNo}</Pair>
      <NoticeFields version={paper} progress={notice} />
    </View>
  )
}
