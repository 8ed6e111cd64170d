/** `1、2、3号窗口` */
export const windowWords = (windows: string): string => (windows ? `${windows}号窗口` : '窗口看现场指引')
