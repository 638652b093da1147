/** What a bucket tells of its objects. */

import type { S3EventRecord } from 'aws-lambda'

/** The object's key. It comes as it stands in an address, where a space is a plus. */
export function keyOf({ object }: S3EventRecord['s3']): string {
  return decodeURIComponent(object.key.replaceAll('+', ' '))
}
