/**
 * What the drawing promises, held against the templates that are deployed: failures have somewhere to go, caps hold,
 * roles may do what they need and no more, logs end some day, data stays.
 */
import { describe, expect, it } from 'vitest'

import { type Json, templates } from './templates'

/** Actions for which AWS knows no resource: Service Authorization Reference. */
const UNBOUND = new Set([
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ec2:GetSecurityGroupsForVpc',
  'ec2:UnassignPrivateIpAddresses',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'redshift-data:DescribeStatement',
  'redshift-data:GetStatementResult',
  'xray:GetSamplingRules',
  'xray:GetSamplingStatisticSummaries',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
])
const STORES = ['AWS::DynamoDB::Table', 'AWS::RDS::DBCluster', 'AWS::S3::Bucket']

const listed = (value: Json): Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

describe.each(templates())('$name', (template) => {
  const allowed = template
    .statements()
    .filter((statement) => statement['Effect'] === 'Allow')
    .map((statement) => ({ actions: listed(statement['Action']).map(String), resources: listed(statement['Resource']) }))

  it('sends what a queue cannot get rid of to a dead-letter queue', () => {
    const sources = template.mappings().map(({ mapping }) => mapping['EventSourceArn'] ?? mapping['Queue'] ?? null)
    for (const [name, queue] of template.ofType('AWS::SQS::Queue')) {
      const read = sources.some((source) => template.speaksOf(source, name))
      expect(!read || 'RedrivePolicy' in queue, name).toBe(true)
    }
  })

  it('keeps what a stream reader cannot process', () => {
    for (const { mapping } of template.mappings()) {
      if ('StartingPosition' in mapping) {
        expect(mapping).toHaveProperty('DestinationConfig.OnFailure.Destination')
        const ends = [mapping['MaximumRetryAttempts'], mapping['MaximumRecordAgeInSeconds']].map(Number)
        expect(Math.max(...ends)).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('keeps failed asynchronous calls', () => {
    for (const called of template.asynchronous()) {
      expect(called).toHaveProperty('DestinationConfig.OnFailure.Destination')
    }
  })

  it('lets no trigger run more functions than the function has reserved', () => {
    for (const { owner, mapping } of template.mappings()) {
      const reserved = owner?.['ReservedConcurrentExecutions']
      const scaling = mapping['ScalingConfig']
      if (typeof reserved === 'number' && scaling !== null && typeof scaling === 'object' && 'MaximumConcurrency' in scaling) {
        expect(scaling['MaximumConcurrency']).toBeLessThanOrEqual(reserved)
      }
    }
  })

  it('lets no role do everything', () => {
    expect(allowed.flatMap(({ actions }) => actions).filter((action) => action.endsWith(':*') || action === '*')).toEqual([])
  })

  it('lets roles reach only what the drawing shows', () => {
    for (const { actions, resources } of allowed) {
      if (resources.includes('*')) {
        expect(actions.filter((action) => !UNBOUND.has(action))).toEqual([])
      }
    }
  })

  it('ends logs some day', () => {
    for (const [name, group] of template.ofType('AWS::Logs::LogGroup')) {
      expect(group['RetentionInDays'], name).toBeGreaterThan(0)
    }
  })

  it('says of every store what becomes of it', () => {
    for (const [name] of STORES.flatMap((kind) => template.ofType(kind))) {
      expect(['Retain', 'Snapshot', 'Delete'], name).toContain(template.deletionPolicy(name))
    }
  })

  it('opens no database to the internet', () => {
    for (const [name, database] of [...template.ofType('AWS::RDS::DBInstance'), ...template.ofType('AWS::RDS::DBCluster')]) {
      expect(database['PubliclyAccessible'], name).not.toBe(true)
    }
    for (const [name, group] of template.ofType('AWS::EC2::SecurityGroup')) {
      expect(JSON.stringify(group['SecurityGroupIngress'] ?? []), name).not.toContain('0.0.0.0/0')
    }
  })
})
