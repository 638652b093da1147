/** SAM templates as the laws read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { parse, type ScalarTag, type CollectionTag } from 'yaml'

export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }
export type Properties = { [key: string]: Json }
interface Resource {
  Type: string
  Properties?: Properties
  DeletionPolicy?: string
}

const ROOT = join(import.meta.dirname, '..', '..', '..')
const POLLED = new Set(['SQS', 'Kinesis', 'DynamoDB'])

/** One stack's template. */
export class Template {
  constructor(
    readonly name: string,
    private readonly resources: Record<string, Resource>,
  ) {}

  /** Logical id and properties of all resources of a type. */
  ofType(kind: string): [string, Properties][] {
    return Object.entries(this.resources)
      .filter(([, each]) => each.Type === kind)
      .map(([name, each]) => [name, each.Properties ?? {}])
  }

  /** What happens to a resource when the stack is deleted. */
  deletionPolicy(name: string): string | undefined {
    return this.resources[name]?.DeletionPolicy
  }

  /** Each event source mapping and the function that it runs. */
  mappings(): { owner: Properties | undefined; mapping: Properties }[] {
    const folded = this.ofType('AWS::Serverless::Function').flatMap(([, owner]) =>
      Object.values(isObject(owner['Events']) ? owner['Events'] : {})
        .filter(isObject)
        .filter((event) => POLLED.has(String(event['Type'])))
        .map((event) => ({ owner, mapping: isObject(event['Properties']) ? event['Properties'] : {} })),
    )
    const plain = this.ofType('AWS::Lambda::EventSourceMapping').map(([, mapping]) => ({ owner: undefined, mapping }))
    return [...folded, ...plain]
  }

  /** What is said of asynchronous calls of functions. */
  asynchronous(): Properties[] {
    const folded = this.ofType('AWS::Serverless::Function').map(([, each]) => each['EventInvokeConfig']).filter(isObject)
    return [...folded, ...this.ofType('AWS::Lambda::EventInvokeConfig').map(([, each]) => each)]
  }

  /** The statements of all roles that are written out; SAM's policy templates name their resource themselves. */
  statements(): Properties[] {
    const folded = ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'].flatMap((kind) =>
      this.ofType(kind).flatMap(([, each]) => objects(each['Policies']).flatMap((policy) => objects(policy['Statement']))),
    )
    const roles = this.ofType('AWS::IAM::Role').flatMap(([, role]) => objects(role['Policies']))
    return [
      ...folded,
      ...roles.flatMap((policy) => (isObject(policy['PolicyDocument']) ? objects(policy['PolicyDocument']['Statement']) : [])),
    ]
  }

  /** Whether a value refers to a resource. */
  speaksOf(value: Json, name: string): boolean {
    if (Array.isArray(value)) return value.some((item) => this.speaksOf(item, name))
    if (!isObject(value)) return false
    if (value['!Ref'] === name || String(value['!GetAtt']).split('.')[0] === name) return true
    return Object.values(value).some((item) => this.speaksOf(item, name))
  }
}

function isObject(value: Json): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objects(value: Json): Properties[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}

/** `!Ref X` read as `{"!Ref": "X"}`. */
const INTRINSICS: (ScalarTag | CollectionTag)[] = [
  ...['Ref', 'GetAtt', 'Sub', 'GetAZs'].map((name) => ({
    tag: `!${name}`,
    resolve: (text: string) => ({ [`!${name}`]: text }),
  })),
  ...['Join', 'Select', 'Split', 'If', 'Equals', 'Not', 'Sub', 'GetAtt'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
  })),
]

/** The template of each stack. */
export function templates(): Template[] {
  return ['.', ...readdirSync(ROOT).filter((name) => !name.startsWith('.'))]
    .map((folder) => join(ROOT, folder, 'template.yaml'))
    .filter((file) => existsSync(file))
    .map((file) => {
      const read: { Resources: Record<string, Resource> } = parse(readFileSync(file, 'utf8'), { customTags: INTRINSICS })
      return new Template(basename(dirname(file)), read.Resources)
    })
}
