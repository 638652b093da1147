/** Secrets, read from Secrets Manager and kept for a while. */

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

import { connect } from './clients'

/** How long an instance goes on with a secret that was rotated. */
const KEPT_SECONDS = 300

const manager = connect(SecretsManagerClient)
const kept = new Map<string, { readonly value: string; readonly until: number }>()

/** The text of the secret with this ARN. */
export async function secret(arn: string): Promise<string> {
  const known = kept.get(arn)
  if (known !== undefined && known.until > Date.now()) return known.value
  const { SecretString: value } = await manager.send(new GetSecretValueCommand({ SecretId: arn }))
  if (value === undefined) throw new TypeError(`${arn} is no text`)
  kept.set(arn, { value, until: Date.now() + KEPT_SECONDS * 1_000 })
  return value
}
