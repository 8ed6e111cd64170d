import { mergeInternalComponents } from '@tarojs/shared'
import props from './aria-props.cjs'

mergeInternalComponents(props.components)
