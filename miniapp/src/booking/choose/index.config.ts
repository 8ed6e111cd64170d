export default definePageConfig({ navigationBarTitleText: '选预约时间' })
