export default definePageConfig({ navigationBarTitleText: '在家交材料' })
