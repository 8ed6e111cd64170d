export default definePageConfig({ navigationBarTitleText: '今日总览' })
