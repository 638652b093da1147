/**
 * A look at the deployed stacks: everything is there, requests are answered, nothing failed for good.
 *
 * Uses your AWS credentials and `cases.json` beside this file. Changes nothing but what the requests themselves do.
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'

import cases from './cases.json'

interface Request {
  stack: string
  output: string
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
}
const requests = cases.requests as Request[]
const deadLetters: { stack: string; output: string }[] = cases.dead_letters
const cloudformation = new CloudFormationClient()
const queues = new SQSClient()

async function stackOf(name: string) {
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }))
  const found = Stacks?.[0]
  if (found === undefined) throw new Error(`there is no stack ${name}`)
  return found
}

async function output(stack: string, key: string): Promise<string> {
  const value = (await stackOf(stack)).Outputs?.find((each) => each.OutputKey === key)?.OutputValue
  if (value === undefined) throw new Error(`${stack} has no output ${key}`)
  return value
}

describe('the deployed stacks', () => {
  it.each(cases.stacks)('%s is complete', async (stack) => {
    expect(['CREATE_COMPLETE', 'UPDATE_COMPLETE']).toContain((await stackOf(stack)).StackStatus)
  })

  it.each(requests)('answers $method $path', async (request) => {
    const base = (await output(request.stack, request.output)).replace(/\/$/, '')
    const { method, headers, body } = request
    const answer = await fetch(base + request.path, { method, headers, body, signal: AbortSignal.timeout(30_000) })
    // A refusal is an answer: without a token, or for something that is not there yet. A fault of ours is none.
    expect(answer.status).toBeLessThan(500)
  })

  it.each(deadLetters)('keeps nothing in $output', async ({ stack, output: key }) => {
    const name = (await output(stack, key)).split(':').pop()
    const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: name }))
    const counted = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    )
    expect(counted.Attributes?.['ApproximateNumberOfMessages']).toBe('0')
  })
})
