/** Every failure a client can meet. Code → [HTTP status, what happened, what was kept, what to do next]. */
export const errors = {
  invalid_input: [400, '填写的内容不完整或太短，没有提交。请检查后再试'],
  wechat_code_invalid: [400, '微信登录已过期，请返回重新登录'],
  place_code_unknown: [404, '这张二维码无法识别。请向村委会换一张新的，也可以直接在首页选择村庄'],
  place_code_revoked: [410, '这张二维码已经停用。请向村委会换一张新的，也可以直接在首页选择村庄'],
  place_code_foreign: [404, '这张二维码属于别的县，请用对应的小程序扫描'],
  sign_in_needed: [401, '登录已过期，请重新登录。已填写的内容都还在'],
  session_reused: [401, '这个登录在别处用过，为了安全已全部退出，请重新登录'],
  consent_needed: [403, '请先阅读并同意隐私保护说明，才能继续'],
  not_allowed: [403, '您现在的岗位不能办理这一步'],
  not_found: [404, '没有找到，可能已删除或不属于您'],
  question_moved_on: [409, '这件事刚刚有了新进展，您的操作没有提交。请刷新后再看'],
  urged_today: [409, '今天已经催办过了，经办的人已收到提醒。下一个工作日可以再催'],
  receipt_unknown: [404, '没有这个回执码，请检查有没有输错。连续输错会暂时不能再试'],
  no_receiver: [
    422,
    '被反映的人涉及本县全部受理单位，按回避规定这里不能收，没有提交。请拨打12388向上级纪检监察机关举报'
  ],
  title_tells: [422, '标题或说明里还有要隐去的内容，没有提交。请改掉后再提交'],
  conflict_of_interest: [409, '这个岗位与被反映人有关联，按回避规定不能交给他，没有保存'],
  sealed_channel: [422, '举报和线索请走首页的“保密举报”，不用登录，姓名可以不留。这里没有提交'],
  cannot_merge: [409, '那件诉求已经办结或也合并到了别处，没有合并。请刷新后再看'],
  record_changed: [409, '内容刚被别人改过，您的修改没有保存。请刷新后再改'],
  name_taken: [409, '已经有同样的记录，没有重复保存'],
  file_too_large: [413, '文件太大，单个不能超过10MB。其余内容已保留'],
  file_type_refused: [415, '只能上传照片（JPG、PNG、WEBP）或PDF，这个文件没有上传'],
  photos_gone: [422, '照片已经过期，没有提交。文字都还在，请删掉照片重新添加再提交'],
  key_reused: [422, '这次提交与上次的编号相同但内容不同，没有重复提交。请返回重新填写'],
  calendar_missing: [422, '工作日历还没有维护到那一年，算不出期限。请管理员先补充节假日安排'],
  absence_overlaps: [409, '这个岗位这几天已经登记过请假，没有重复登记'],
  deputy_needed: [422, '这个岗位这几天正在替别人代办，没有登记。请先给那个岗位换一位代办人'],
  too_many: [422, '已经到了数量上限，没有保存。请先修改或停用旧的'],
  absence_past: [422, '这几天已经过去，没有登记。请检查日期'],
  deputy_away: [422, '代办人这几天自己也不在岗，没有登记。请换一位代办人'],
  reply_unclear: [422, '答复还不够清楚，没有发送，内容已保留。请补充后再发'],
  meeting_not_held: [422, '会议还没有记录纪要，暂不能作出决定'],
  too_many_requests: [429, '操作太频繁，请稍等一分钟再试。已填写的内容都还在'],
  internal: [500, '系统出了点问题，内容已保留，请稍后再试'],
  wechat_unavailable: [503, '暂时连不上微信，请稍后再试。已填写的内容都还在'],
  busy: [503, '系统正忙，您的内容没有丢失，请稍后再试']
} as const

export type ErrorCode = keyof typeof errors
