/** What the pinger writes into a circuit that callers have opened. */

import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'

import { documents, written } from '#shared/documents'
import { setting } from '#shared/settings'

/** Good answers in a row that close the circuit. */
const NEEDED = 2
/** Seconds for which a bad answer keeps it open. */
const PROLONGED_BY = 600

type Change = Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression'> & {
  readonly values?: Readonly<Record<string, unknown>>
  readonly names?: Readonly<Record<string, string>>
}

/** The circuit of one dependency, as the pinger sees it. */
export class Pings {
  constructor(private readonly dependency: string) {}

  /** Count a good answer; true if it closed an open circuit. A closed one is left alone. */
  async good(): Promise<boolean> {
    const closed = await this.change({
      UpdateExpression: 'SET #circuit = :closed REMOVE pings, good, attempt, probe, probe_until',
      ConditionExpression: '#circuit = :open AND pings >= :enough',
      values: { ':closed': 'closed', ':enough': NEEDED - 1 },
    })
    if (closed) return true
    await this.change({
      UpdateExpression: 'ADD pings :one',
      ConditionExpression: '#circuit = :open',
      values: { ':one': 1 },
    })
    return false
  }

  /** Prolong an open circuit; true if there was one. */
  async bad(): Promise<boolean> {
    return this.change({
      UpdateExpression: 'SET #until = :until REMOVE pings',
      ConditionExpression: '#circuit = :open',
      values: { ':until': Math.floor(Date.now() / 1_000) + PROLONGED_BY },
      names: { '#until': 'until' },
    })
  }

  private async change({ values, names, ...said }: Change): Promise<boolean> {
    const update = new UpdateCommand({
      ...said,
      TableName: setting('CIRCUITS_TABLE_NAME'),
      Key: { dependency: this.dependency },
      ExpressionAttributeNames: { '#circuit': 'circuit', ...names },
      ExpressionAttributeValues: { ':open': 'open', ...values },
    })
    return written(documents.send(update))
  }
}
