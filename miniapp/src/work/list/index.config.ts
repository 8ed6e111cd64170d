export default definePageConfig({ navigationBarTitleText: '我承办的' })
