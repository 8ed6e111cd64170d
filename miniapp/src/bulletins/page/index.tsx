import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Bulletin } from 'shared/bulletins.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { Failure, Loading, Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { download } from '../../lib/download.ts'
import { useCall } from '../../lib/query.ts'
import { Actions } from './actions.tsx'
import { Cuts } from './cuts.tsx'
import { Hot, Late } from './late.tsx'
import { Totals } from './totals.tsx'

/** 通报: a period beside the one before it; written, counted anew and published by those who may. */
export default function BulletinPage() {
  const { id = '' } = useRouter().params
  const { data, error, refetch, set } = useCall('GET /bulletins/:id', { params: { id } })
  if (!data)
    return <Page>{error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  const { title, figures, period, status, publishedBy, publishedAt, countedAt, recallReason, remark } = data
  return (
    <Page>
      <Text className='title'>{title}</Text>
      <Text className='block soft'>
        {publishedBy && publishedAt
          ? `${publishedBy} ${beijingWords(publishedAt)}审签发布`
          : '草稿，还没有发布'}
        ，{beijingWords(countedAt)}统计
      </Text>
      {status === 'draft' && recallReason && <Problem text={`已撤回：${recallReason}`} />}
      <Totals total={figures.total} period={period} />
      {remark !== '' && (
        <View className='card'>
          <Text className='block strong'>工作提示</Text>
          <Text className='block prose'>{remark}</Text>
        </View>
      )}
      <View className='columns'>
        <Cuts figures={figures} />
        <View>
          <Late late={figures.late} all={figures.total.now.overdue} />
          <Hot hot={figures.hot} />
        </View>
      </View>
      <Papers bulletin={data} />
      {/* A fresh version is a fresh form. */}
      <Actions key={data.version} bulletin={data} onChange={set} />
    </Page>
  )
}

function Papers({ bulletin: { id, title } }: { bulletin: Bulletin }) {
  const { act, busy, problem } = useAct()
  const fetched = (kind: 'pdf' | 'xlsx') =>
    void act(() => download(`GET /bulletins/:id/${kind}`, { params: { id } }, `${title}.${kind}`), '已下载')
  return (
    <>
      <Problem text={problem} />
      <View className='btns'>
        <Button busy={busy} onTap={() => fetched('pdf')}>
          下载打印件（PDF）
        </Button>
        <Button busy={busy} onTap={() => fetched('xlsx')}>
          下载表格（Excel）
        </Button>
      </View>
    </>
  )
}
