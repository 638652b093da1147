/** Results of chunks in one table, and the moment when a job is complete.
 *
 * Beside the results stands one item per job that notes which chunks are done, as a set: noting one twice changes nothing,
 * so the count is right however often a worker runs. Whoever brings the last one declares the job complete, under a
 * condition that can hold only once.
 */

import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'

import { type Chunk, padded } from './chunks'
import { documents, written } from './documents'
import { setting } from './settings'

/** The sort key of the item that notes which chunks are done; results are named by numbers. */
const PROGRESS = 'progress'

/** Write a chunk's result under the job and its own number; a second run overwrites the first. */
export async function record({ job, chunk, total }: Chunk, result: object): Promise<void> {
  const item = { job, chunk: padded(chunk), total, result }
  await documents.send(new PutCommand({ TableName: table(), Item: item }))
}

/** Note that the chunk is done. True for exactly one call of all: the one that completes the job. */
export async function note({ job, chunk, total }: Chunk): Promise<boolean> {
  const place = { TableName: table(), Key: { job, chunk: PROGRESS } }
  const noted = await documents.send(
    new UpdateCommand({
      ...place,
      UpdateExpression: 'ADD done :chunk',
      ExpressionAttributeValues: { ':chunk': new Set([padded(chunk)]) },
      ReturnValues: 'ALL_NEW',
    }),
  )
  const done = noted.Attributes?.['done'] as ReadonlySet<string> | undefined
  if ((done?.size ?? 0) < total) return false
  return written(
    documents.send(
      new UpdateCommand({
        ...place,
        UpdateExpression: 'SET completed_at = :now',
        ConditionExpression: 'attribute_not_exists(completed_at)',
        ExpressionAttributeValues: { ':now': Math.floor(Date.now() / 1_000) },
      }),
    ),
  )
}

function table(): string {
  return setting('RESULTS_TABLE_NAME')
}
