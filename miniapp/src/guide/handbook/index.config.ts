export default definePageConfig({ navigationBarTitleText: '受理材料手册' })
