/** What an authorizer of API Gateway is asked, and how it answers. */

import type {
  APIGatewayAuthorizerResult,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayRequestAuthorizerEventV2,
  APIGatewayTokenAuthorizerEvent,
} from 'aws-lambda'

export type AuthorizerEvent =
  | APIGatewayRequestAuthorizerEvent
  | APIGatewayRequestAuthorizerEventV2
  | APIGatewayTokenAuthorizerEvent

/** The token, from an event of any type: REQUEST has all headers, TOKEN only this one; empty if there is none. */
export function tokenOf(event: AuthorizerEvent): string {
  if (event.type === 'TOKEN') return event.authorizationToken
  const found = Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')
  return found?.[1] ?? ''
}

/** The ARN of the API's stage, with which those of all its routes begin. */
export function stageOf(event: AuthorizerEvent): string {
  const arn = 'methodArn' in event ? event.methodArn : event.routeArn
  return arn.split('/').slice(0, 2).join('/')
}

/** An IAM policy that lets the user have these resources, or denies them; the facts go on to what is behind the gate. */
export function policy(
  user: string,
  effect: 'Allow' | 'Deny',
  resources: readonly string[],
  facts: Readonly<Record<string, string>>,
): APIGatewayAuthorizerResult {
  const statement = { Action: 'execute-api:Invoke', Effect: effect, Resource: [...resources] }
  return {
    principalId: user,
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
    context: { ...facts },
  }
}
