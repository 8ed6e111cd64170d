export default definePageConfig({ navigationBarTitleText: '看看大家问的' })
