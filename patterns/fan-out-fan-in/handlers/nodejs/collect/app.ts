/** Look, at each result that the table's stream tells of, whether its job is complete; then write the summary, once. */

import { paginateQuery } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBStreamEvent } from 'aws-lambda'

import { documents } from '#shared/documents'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'
import { writeOnce } from '#shared/storage'

/** A result as the workers write it. */
interface Result {
  readonly total: number
  readonly result: { readonly statements: number }
}

/** All results of a job, as they are now and not as they were a moment ago. */
async function resultsOf(job: string): Promise<Result[]> {
  const found: Result[] = []
  const query = {
    TableName: setting('RESULTS_TABLE_NAME'),
    KeyConditionExpression: 'job = :job',
    ExpressionAttributeValues: { ':job': job },
    ConsistentRead: true,
  }
  for await (const page of paginateQuery({ client: documents }, query)) found.push(...((page.Items ?? []) as Result[]))
  return found
}

/** Summarise the job if it is complete, under the condition that nobody has. */
async function lookAt(job: string): Promise<void> {
  const results = await resultsOf(job)
  const [first] = results
  if (first === undefined || results.length < first.total) return
  const statements = results.reduce((sum, { result }) => sum + result.statements, 0)
  const summary = { job, chunks: results.length, statements }
  if (await writeOnce(setting('SUMMARIES_BUCKET_NAME'), `${job}.json`, summary)) logger.info('job complete', summary)
}

/** A batch holds many results of few jobs: each job is looked at once, and told by the first of its records. */
function jobsIn(event: DynamoDBStreamEvent): Map<string, string> {
  const jobs = new Map<string, string>()
  for (const { dynamodb, eventName } of event.Records) {
    const job = dynamodb?.Keys?.['job']?.S
    if (job === undefined || eventName === 'REMOVE' || jobs.has(job)) continue
    jobs.set(job, dynamodb?.SequenceNumber ?? '')
  }
  return jobs
}

/** At the first job that fails, name its first record, so that the stream goes on from there. */
export const handler = observed(async (event: DynamoDBStreamEvent) => {
  for (const [job, itemIdentifier] of jobsIn(event)) {
    try {
      await lookAt(job)
    } catch (error) {
      logger.error('not collected', { job, error: error as Error })
      return { batchItemFailures: [{ itemIdentifier }] }
    }
  }
  return { batchItemFailures: [] }
})
