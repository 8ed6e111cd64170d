export default definePageConfig({ navigationBarTitleText: '停下的任务' })
