import { Text } from '@tarojs/components'
import { Page } from '../../components/page.tsx'
import { Clients } from './clients.tsx'
import { Hooks } from './hooks.tsx'

/** Which other systems may hand in matters, and which are told of changes. */
export default function OpenPage() {
  return (
    <Page narrow>
      <Text className='block soft'>
        给热线、城市管理等系统接入用。接口说明在网页版的 /api/docs，按 Open311 标准提交诉求。
      </Text>
      <Clients />
      <Hooks />
    </Page>
  )
}
