import { parentPort, workerData } from 'node:worker_threads'
import { drawHandbook, type Handbook } from './handbook.layout.ts'

const { handbook, at } = workerData as { handbook: Handbook; at: number }
const paper = drawHandbook(handbook, new Date(at))
const chunks: Buffer[] = []
paper.on('data', (chunk: Buffer) => chunks.push(chunk))
paper.on('end', () => parentPort!.postMessage(new Uint8Array(Buffer.concat(chunks))))
paper.end()
