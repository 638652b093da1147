/** Buckets in memory, for the handlers' tests: conditions and pages are really worked out. */

import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  NoSuchBucket,
  NoSuchKey,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'

const PAGE = 1_000
const FOUND = { $metadata: {} }

/** All buckets of a test. Making it puts it in the place of S3. */
export class FakeBuckets {
  private readonly buckets = new Map<string, Map<string, string>>()

  constructor() {
    const client = mockClient(S3Client)
    client.on(GetObjectCommand).callsFake(async ({ Bucket, Key }) => this.get(Bucket, Key))
    client.on(PutObjectCommand).callsFake(async (call: PutObjectCommandInput) => this.put(call))
    client.on(ListObjectsV2Command).callsFake(async (call: ListObjectsV2CommandInput) => this.list(call))
  }

  /** Make a bucket: its objects, as texts by their keys. */
  make(name: string): Map<string, string> {
    const bucket = new Map<string, string>()
    this.buckets.set(name, bucket)
    return bucket
  }

  private bucket(name: string | undefined): Map<string, string> {
    const found = this.buckets.get(name ?? '')
    if (found === undefined) throw new NoSuchBucket({ ...FOUND, message: `no bucket ${name}` })
    return found
  }

  private get(bucket: string, key: string): GetObjectCommandOutput {
    const text = this.bucket(bucket).get(key)
    if (text === undefined) throw new NoSuchKey({ ...FOUND, message: `no object ${key}` })
    return { ...FOUND, Body: { transformToString: async () => text } as NonNullable<GetObjectCommandOutput['Body']> }
  }

  private put({ Bucket, Key = '', Body, IfNoneMatch }: PutObjectCommandInput): object {
    const bucket = this.bucket(Bucket)
    if (IfNoneMatch === '*' && bucket.has(Key)) {
      throw new S3ServiceException({ ...FOUND, name: 'PreconditionFailed', $fault: 'client', message: Key })
    }
    bucket.set(Key, String(Body))
    return FOUND
  }

  private list({ Bucket, Prefix = '', ContinuationToken }: ListObjectsV2CommandInput): ListObjectsV2CommandOutput {
    const keys = [...this.bucket(Bucket).keys()].filter((key) => key.startsWith(Prefix)).sort()
    const start = Number(ContinuationToken ?? 0)
    const more = start + PAGE < keys.length
    return {
      ...FOUND,
      Contents: keys.slice(start, start + PAGE).map((Key) => ({ Key })),
      IsTruncated: more,
      ...(more && { NextContinuationToken: String(start + PAGE) }),
    }
  }
}
