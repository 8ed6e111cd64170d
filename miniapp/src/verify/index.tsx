import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from 'shared/api.ts'
import type { VerifiedNotice } from 'shared/notices.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { NoticeFields } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Loading, Problem } from '../components/states.tsx'
import { Pair } from '../components/timeline.tsx'
import { go } from '../lib/go.ts'
import { decoded } from '../lib/param.ts'
import { useCall } from '../lib/query.ts'

const LEAST = 8

/**
 * Anybody who holds a printed notice, or a paper of a case, sees here what it must say and whether it is
 * still the one in force.
 */
export default function Verify() {
  const { code: scanned = '' } = useRouter().params
  const [typed, setTyped] = useState(decoded(scanned))
  const [code, setCode] = useState(typed)
  const [asked, setAsked] = useState(false)
  const looking = code.trim().length >= LEAST
  const { data, error, isFetching } = useCall('GET /verify/:code', { params: { code: code.trim() } }, looking)
  const noNotice = error?.code === 'not_found'
  const paper = useCall('GET /papers/:code', { params: { code: code.trim() } }, looking && noNotice)
  const failed = noNotice ? paper.error : error
  const unknown = failed && ['not_found', 'invalid_input'].includes(failed.code)
  return (
    <Page narrow>
      <View className='card'>
        <Field
          label='通知单、文书证照上的验证码'
          max={40}
          value={typed}
          placeholder='370829-XXXX-XXXX-XXXX-XXXX'
          onChange={setTyped}
        />
        <Button
          kind='main'
          busy={isFetching || paper.isFetching}
          onTap={() => {
            setCode(typed)
            setAsked(true)
          }}
        >
          核对
        </Button>
      </View>
      {asked && !looking && <Problem text='验证码不完整，请照纸上下方的字母数字填写' />}
      {isFetching && !data && <Loading />}
      {unknown && <Problem text='没有这个验证码。请检查有没有输错；如果没有输错，这份纸不是本县签发的' />}
      {failed && !unknown && <Problem text={failed.message} />}
      {data && <Paper notice={data} />}
      {noNotice && paper.data && <CasePaper paper={paper.data} />}
      <Button kind='plain' onTap={() => go('verify/audit')}>
        每天公布的操作记录存证
      </Button>
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
            {beijingWords(supersededAt)}起作废：{supersededBy}
          </Text>
        )}
      </View>
      <Text className='block strong'>限时办结通知单 {notice.no}</Text>
      <Text className='block soft'>
        第{paper.version}版 · {beijingWords(paper.issuedAt)}签发 · {notice.sponsor}
      </Text>
      <Pair name='诉求'>{notice.questionNo}</Pair>
      <NoticeFields version={paper} progress={notice} />
    </View>
  )
}

/** A paper of a case: that it was issued, to whom, and how the case stands now. */
function CasePaper({ paper }: { paper: Reply<'GET /papers/:code'> }) {
  return (
    <View className='card'>
      <Text className='hint strong'>真件，由本县签发</Text>
      <Text className='block strong'>
        {paper.title} {paper.no}
      </Text>
      <Text className='block soft'>
        {beijingWords(paper.issuedAt)}签发 · {paper.sponsor}
      </Text>
      <Pair name='事项'>{paper.item}</Pair>
      <Pair name='申请人'>{paper.name}</Pair>
      <Pair name='流水号'>{paper.applicationNo}</Pair>
      <Pair name='现在'>{paper.status}</Pair>
    </View>
  )
}
