import { Text, View } from '@tarojs/components'
import { a11y } from '../lib/a11y.ts'
import { Icon } from './icon.tsx'

type Props = { steps: readonly string[]; at: number }

/** How far a matter has come: what is done, where it stands, what is still to come. */
export const StepBar = ({ steps, at }: Props) => (
  <View
    className='steps'
    {...a11y({
      role: 'img',
      label: at < steps.length ? `第${at + 1}步，共${steps.length}步：${steps[at]}` : '全部办完'
    })}
  >
    {steps.map((words, index) => (
      <View
        key={words}
        className={`steps__one${index < at ? ' steps__one--done' : index === at ? ' steps__one--now' : ''}`}
      >
        <View className='steps__dot'>
          {index < at ? <Icon name='check' size='small' /> : <Text>{index + 1}</Text>}
        </View>
        <Text className='steps__words'>{words}</Text>
      </View>
    ))}
  </View>
)
