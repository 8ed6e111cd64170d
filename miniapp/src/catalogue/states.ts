import type { VersionAction, VersionState } from 'shared/catalogue.ts'

export const STATES: Record<VersionState, string> = {
  draft: '草稿',
  review: '待审核',
  returned: '已退回',
  approved: '已发布'
}
export const ACTIONS: Record<VersionAction, string> = {
  submit: '提交审核',
  approve: '审核通过并发布',
  sendBack: '退回修改',
  discard: '放弃这个草稿'
}
