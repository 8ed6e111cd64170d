export default definePageConfig({ navigationBarTitleText: '办件看板' })
