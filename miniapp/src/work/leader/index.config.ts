export default definePageConfig({ navigationBarTitleText: '待批阅' })
