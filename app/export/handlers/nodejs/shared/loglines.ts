/** What a log group sends. */

import { gunzipSync } from 'node:zlib'

import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent, CloudWatchLogsLogEvent } from 'aws-lambda'

/** The log events, which come packed, several at once; none in a control message. */
export function linesOf(event: CloudWatchLogsEvent): CloudWatchLogsLogEvent[] {
  const text = gunzipSync(Buffer.from(event.awslogs.data, 'base64')).toString()
  const { logEvents, messageType } = JSON.parse(text) as CloudWatchLogsDecodedData
  return messageType === 'DATA_MESSAGE' ? logEvents : []
}
