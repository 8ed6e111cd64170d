export default definePageConfig({ navigationBarTitleText: '省时省跑' })
