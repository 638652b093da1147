/** A circuit's state in DynamoDB: one small item per dependency, and a condition on every change.
 *
 * The time until which a circuit is open is stored and compared with the clock; DynamoDB's own time to live is no timer.
 */

import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'

import { type Circuit, CLOSED, type Store, StoreError } from './breaker'
import { connect } from './clients'
import { setting } from './settings'

/** Nobody should wait for the breaker, so DynamoDB gets one try and a fifth of a second. */
const PATIENCE = 0.2

type Item = Readonly<Record<string, unknown>>

interface Change {
  readonly update: string
  readonly condition: string
  readonly values: Item
  readonly names?: Record<string, string>
}

/** The circuit of one dependency, in the table that the environment calls `{NAME}_TABLE_NAME`.
 *
 * `{NAME}_TIMEOUT_SECONDS` says for how long the table may be waited for, if a fifth of a second is not right.
 */
export class TableCircuit implements Store {
  private readonly documents: DynamoDBDocumentClient

  constructor(
    private readonly name: string,
    private readonly dependency: string,
  ) {
    const patience = Number(process.env[`${name}_TIMEOUT_SECONDS`] ?? PATIENCE)
    this.documents = DynamoDBDocumentClient.from(connect(DynamoDBClient, patience, 1))
  }

  /** The state as it is; no item means closed. */
  async read(): Promise<Circuit> {
    const question = new GetCommand({ ...this.place(), ConsistentRead: true })
    const item = (await this.answer(() => this.documents.send(question))).Item
    if (item?.['circuit'] !== 'open') return CLOSED
    return { isOpen: true, until: Number(item['until']), attempt: Number(item['attempt']) }
  }

  /** Add to this window's count, or begin a new one; both under the condition that no later window has begun. */
  async countFailure(now: number, window: number): Promise<number> {
    const number = Math.floor(now / window)
    const said = { values: { ':one': 1, ':window': number }, names: { '#window': 'failure_window' } }
    // A later window is another copy's whose clock is ahead: the failure counts there.
    const added = await this.change({ ...said, update: 'ADD failures :one', condition: '#window >= :window' })
    if (added !== undefined) return Number(added['failures'])
    const begun = await this.change({
      ...said,
      update: 'SET failures = :one, #window = :window',
      condition: 'attribute_not_exists(#window) OR #window < :window',
    })
    // Neither: another copy began the window between the two. Adding to it is what is left.
    return begun === undefined ? this.countFailure(now, window) : Number(begun['failures'])
  }

  /** Under the condition that it was closed, so it happens once. */
  async open(until: number): Promise<boolean> {
    return this.changed({
      update:
        'SET #circuit = :open, #until = :until, attempt = :zero, good = :zero REMOVE failures, failure_window, pings',
      condition: 'attribute_not_exists(#circuit) OR #circuit <> :open',
      values: { ':open': 'open', ':until': until, ':zero': 0 },
      names: { '#circuit': 'circuit', '#until': 'until' },
    })
  }

  /** Under the condition that nobody probes, or that whoever did has been silent for too long. */
  async takeProbe(owner: string, now: number, lock: number): Promise<boolean> {
    return this.changed({
      update: 'SET probe = :owner, probe_until = :lock',
      condition: '#circuit = :open AND #until <= :now AND (attribute_not_exists(probe_until) OR probe_until <= :now)',
      values: { ':open': 'open', ':owner': owner, ':now': now, ':lock': now + lock },
      names: { '#circuit': 'circuit', '#until': 'until' },
    })
  }

  /** Close it with the last of the good probes, or count this one. */
  async probeSucceeded(owner: string, needed: number): Promise<boolean> {
    const closed = await this.changed({
      update: 'SET #circuit = :closed REMOVE probe, probe_until, good, attempt, failures, failure_window',
      condition: 'probe = :owner AND good >= :enough',
      values: { ':closed': 'closed', ':owner': owner, ':enough': needed - 1 },
      names: { '#circuit': 'circuit' },
    })
    if (closed) return true
    await this.changed({
      update: 'ADD good :one REMOVE probe, probe_until',
      condition: 'probe = :owner',
      values: { ':one': 1, ':owner': owner },
    })
    return false
  }

  /** Good probes must come in a row, so the count starts over. */
  async probeFailed(owner: string, until: number, attempt: number): Promise<boolean> {
    return this.changed({
      update: 'SET #until = :until, attempt = :attempt, good = :zero REMOVE probe, probe_until',
      condition: 'probe = :owner',
      values: { ':until': until, ':attempt': attempt, ':zero': 0, ':owner': owner },
      names: { '#until': 'until' },
    })
  }

  private place(): { TableName: string; Key: Record<string, string> } {
    return { TableName: setting(`${this.name}_TABLE_NAME`), Key: { dependency: this.dependency } }
  }

  private async changed(change: Change): Promise<boolean> {
    return (await this.change(change)) !== undefined
  }

  /** The item after the change; undefined if the condition did not hold. */
  private async change({ update, condition, values, names }: Change): Promise<Item | undefined> {
    const command = new UpdateCommand({
      ...this.place(),
      UpdateExpression: update,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
      ExpressionAttributeNames: names,
      ReturnValues: 'ALL_NEW',
    })
    return this.answer(async () => {
      try {
        return (await this.documents.send(command)).Attributes
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined
        throw error
      }
    })
  }

  private async answer<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask()
    } catch (error) {
      throw new StoreError(error instanceof Error ? error.message : 'no answer', { cause: error })
    }
  }
}
