import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where uploads rest: a disk, which every process of a county must share. */
export type FileStore = Pick<Disk, 'put' | 'getBytes' | 'delete'>

export const createDiskStore = (location: string): FileStore =>
  new Disk(new FSDriver({ location, visibility: 'private' }))
