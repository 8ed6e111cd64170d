export default definePageConfig({ navigationBarTitleText: '保密举报' })
