/** Objects of S3 as JSON. */

import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'

import { connect } from './clients'

const client = connect(S3Client, 20)

/** The keys that begin so, in order. */
export async function keysOf(Bucket: string, Prefix: string): Promise<string[]> {
  const found: string[] = []
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) found.push(Key)
  }
  return found.sort()
}

/** What an object holds. */
export async function read(Bucket: string, Key: string): Promise<unknown> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
  return JSON.parse((await Body?.transformToString()) ?? 'null')
}

/** Write an object, over the one that is there. */
export async function write(Bucket: string, Key: string, value: unknown): Promise<void> {
  await client.send(put(Bucket, Key, value))
}

/** Write an object under the condition that there is none; false if there was. */
export async function writeOnce(Bucket: string, Key: string, value: unknown): Promise<boolean> {
  try {
    await client.send(put(Bucket, Key, value, '*'))
    return true
  } catch (error) {
    // The second is S3's word where two write at the same moment.
    const exists = ['PreconditionFailed', 'ConditionalRequestConflict']
    if (error instanceof S3ServiceException && exists.includes(error.name)) return false
    throw error
  }
}

function put(Bucket: string, Key: string, value: unknown, IfNoneMatch?: string): PutObjectCommand {
  return new PutObjectCommand({
    Bucket,
    Key,
    Body: JSON.stringify(value),
    ContentType: 'application/json',
    ...(IfNoneMatch !== undefined && { IfNoneMatch }),
  })
}
