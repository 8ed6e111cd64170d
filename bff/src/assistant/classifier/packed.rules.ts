import type { Model } from './model.rules.ts'
import { numberBuckets } from './weights.rules.ts'

/** A model as bytes: a line of JSON, then buckets, feature weights and the table. */
export function pack({ topics, features, table, scales, biases }: Model): Buffer {
  const head = Buffer.from(JSON.stringify({ topics, scales, biases, size: features.buckets.length }))
  const bytes = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Int8Array) =>
    Buffer.from(buffer, byteOffset, byteLength)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head, bytes(features.buckets), bytes(features.weights), bytes(table)])
}

/** The model that was packed. */
export function unpack(packed: Buffer): Model {
  const length = packed.readUInt32LE(0)
  const { size, ...head } = JSON.parse(packed.toString('utf8', 4, 4 + length)) as Pick<
    Model,
    'topics' | 'scales' | 'biases'
  > & { size: number }
  // Copied, so that every part begins where its kind of number may.
  const rest = new Uint8Array(packed.subarray(4 + length)).buffer
  const buckets = new Uint32Array(rest, 0, size)
  const weights = new Float32Array(rest, size * 4, size)
  return { ...head, features: numberBuckets(buckets, weights), table: new Int8Array(rest, size * 8) }
}
