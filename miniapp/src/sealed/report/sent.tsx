import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Button } from '../../components/button.tsx'
import { Page } from '../../components/page.tsx'
import { replaceBy } from '../../lib/go.ts'
import { handReceipt } from '../talk/receipt.ts'

/** The receipt, shown once: without a login it is the only way back. */
export const Sent = ({ receipt, named }: { receipt: string; named: boolean }) => (
  <Page narrow>
    <View className='card'>
      <Text className='title'>已收到</Text>
      <Text className='block'>
        这是您的回执码，请抄下来或截图保存。凭它查进展、补充材料、和办案的人说话。
      </Text>
      <Text className='receipt' userSelect>
        {receipt}
      </Text>
      <Text className='block red'>
        {named
          ? '您留的姓名已单独封存，查进展只认回执码：丢了没有办法找回，也不要告诉别人。'
          : '我们不知道您是谁，回执码丢了没有办法找回，也不要告诉别人。'}
      </Text>
      <Text className='block soft'>以后查进展：首页“保密举报”，最下面“我有回执码，查进展”。</Text>
    </View>
    <View className='btns'>
      <Button kind='main' onTap={() => void Taro.setClipboardData({ data: receipt }).catch(() => undefined)}>
        复制回执码
      </Button>
      <Button
        onTap={() => {
          handReceipt(receipt)
          void replaceBy('sealed/talk')
        }}
      >
        补充照片或查看
      </Button>
    </View>
  </Page>
)
