import Taro from '@tarojs/taro'

export const openMatter = (id: string): void => void Taro.navigateTo({ url: `/work/matter/index?id=${id}` })
