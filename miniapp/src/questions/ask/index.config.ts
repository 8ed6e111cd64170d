export default definePageConfig({ navigationBarTitleText: '问政府' })
