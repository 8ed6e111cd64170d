export default definePageConfig({ navigationBarTitleText: '专区与窗口' })
