import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where uploads rest: a disk by default; an S3 driver takes its place by configuration. */
export type FileStore = Pick<Disk, 'put' | 'getBytes' | 'delete'>

export const createDiskStore = (location: string): FileStore =>
  new Disk(new FSDriver({ location, visibility: 'private' }))
