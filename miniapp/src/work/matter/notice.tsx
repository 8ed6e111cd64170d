import { Text, View } from '@tarojs/components'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { NoticeFields } from '../../components/notice.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { useCall } from '../../lib/query.ts'
import { unprintableWords } from '../../lib/words.ts'

/** 限时办结通知单 with every version, endorsement, service, receipt and result. */
export function PrintedNotice({ id }: { id: string }) {
  const { act, busy, problem } = useAct()
  const { data: notice, error, refetch } = useCall('GET /notices/:id', { params: { id } })
  if (!notice) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const latest = notice.versions[notice.versions.length - 1]!
  return (
    <View className='card'>
      <Text className='block strong'>限时办结通知单</Text>
      <Text className='block soft'>
        {notice.no} · 第{latest.version}版
      </Text>
      <NoticeFields version={latest} progress={notice} />
      {notice.unprintable.length > 0 && (
        <Text className='hint hint--amber'>{unprintableWords(notice.unprintable)}</Text>
      )}
      <Text className='block soft'>历次版本</Text>
      {notice.versions.map(({ version, issuedAt, change }) => (
        <Text key={version} className='block soft'>
          第{version}版 {beijingWords(issuedAt)} {change}
        </Text>
      ))}
      <Problem text={problem} />
      <Button
        busy={busy}
        onTap={() =>
          void act(() => download('GET /notices/:id/pdf', { params: { id } }, `${notice.no}.pdf`), '已下载')
        }
      >
        打印通知单（PDF）
      </Button>
    </View>
  )
}
