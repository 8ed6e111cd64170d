import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PlaceCode } from 'shared/places.ts'
import { beijingWords } from 'shared/rules/beijing.ts'
import { Button } from '../../components/button.tsx'
import { Problem } from '../../components/states.tsx'
import { useAct } from '../../lib/act.ts'
import { call } from '../../lib/api.ts'
import { confirmed } from '../../lib/confirm.ts'
import { refresh } from '../../lib/query.ts'
import { Print } from './print.tsx'

/** One code: shown as WeChat draws it, printed anew when torn, revoked when lost. */
export function Code({ code }: { code: PlaceCode }) {
  const [png, setPng] = useState<string>()
  const [printing, setPrinting] = useState(false)
  const { act, busy, problem } = useAct()
  const params = { id: code.id }
  const show = () => act(async () => setPng((await call('GET /place-codes/:id/image', { params })).png))
  const handed = (taught: boolean) =>
    act(async () => {
      await call('POST /place-codes/:id/handed', { params, body: { taught } })
      await Promise.all([refresh('GET /place-codes'), refresh('GET /place-codes/villages')])
    }, '已记下')
  const revoke = async () => {
    const sure = await confirmed({
      title: '停用这张二维码？',
      content: '停用后扫描会提示换新码，不能恢复。',
      yes: '停用',
      danger: true
    })
    if (sure)
      await act(async () => {
        await call('POST /place-codes/:id/revoke', { params })
        await Promise.all([refresh('GET /place-codes'), refresh('GET /place-codes/villages')])
      }, '已停用')
  }
  return (
    <View className='card'>
      <View className='card__row'>
        <View>
          <Text className='block strong'>
            {code.village} {code.household ?? '（整村）'}
          </Text>
          <Text className='block soft'>
            {beijingWords(code.createdAt)} · 扫描{code.scans}次 · 码号{code.scene.slice(0, 6)}
            {code.taughtAt
              ? ` · ${beijingWords(code.taughtAt)}教会用`
              : code.handedAt
                ? ` · ${beijingWords(code.handedAt)}送到`
                : ' · 还没送到户'}
          </Text>
        </View>
        <Text className={`tag ${code.revokedAt ? 'tag--red' : 'tag--green'}`}>
          {code.revokedAt ? '已停用' : '使用中'}
        </Text>
      </View>
      <Problem text={problem} />
      {png && !code.revokedAt && <Image className='poster' src={png} mode='aspectFit' showMenuByLongpress />}
      {!code.revokedAt && (
        <View className='btns btns--three'>
          <Button busy={busy} onTap={() => void show()}>
            看码
          </Button>
          <Button onTap={() => setPrinting(!printing)}>重印</Button>
          <Button kind='danger' onTap={() => void revoke()}>
            停用
          </Button>
        </View>
      )}
      {!code.revokedAt && !code.taughtAt && (
        <View className='btns'>
          {!code.handedAt && (
            <Button busy={busy} onTap={() => void handed(false)}>
              已送到户
            </Button>
          )}
          <Button busy={busy} onTap={() => void handed(true)}>
            已教会用
          </Button>
        </View>
      )}
      {printing && !code.revokedAt && (
        <Print wanted={{ codeId: code.id }} count={1} name={`${code.village}${code.household ?? ''}`} />
      )}
    </View>
  )
}
