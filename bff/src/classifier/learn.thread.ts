import { parentPort, workerData } from 'node:worker_threads'
import { type Labelled, train } from './model.ts'
import { pack } from './packed.ts'

parentPort?.postMessage(pack(train(workerData as Labelled[])))
