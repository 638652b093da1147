/** Synthesised templates (`cdk synth` writes them to cdk.out) as the laws read them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }
export type Properties = { [key: string]: Json }
interface Resource {
  Type: string
  Properties?: Properties
  DeletionPolicy?: string
}

const OUT = join(import.meta.dirname, '..', '..', 'cdk.out')

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
    const functions = this.ofType('AWS::Lambda::Function')
    return this.ofType('AWS::Lambda::EventSourceMapping').map(([, mapping]) => ({
      owner: functions.find(([name]) => this.speaksOf(mapping['FunctionName'], name))?.[1],
      mapping,
    }))
  }

  /** What is said of asynchronous calls of functions. */
  asynchronous(): Properties[] {
    return this.ofType('AWS::Lambda::EventInvokeConfig').map(([, each]) => each)
  }

  /** The statements of all roles. */
  statements(): Properties[] {
    const policies = this.ofType('AWS::IAM::Policy').map(([, each]) => each)
    const inline = this.ofType('AWS::IAM::Role').flatMap(([, role]) => objects(role['Policies']))
    return [...policies, ...inline].flatMap((policy) => {
      const document = policy['PolicyDocument']
      return isObject(document) ? objects(document['Statement']) : []
    })
  }

  /** Whether a value refers to a resource. */
  speaksOf(value: Json, name: string): boolean {
    if (Array.isArray(value)) return value.some((item) => this.speaksOf(item, name))
    if (!isObject(value)) return false
    const got = value['Fn::GetAtt']
    if (value['Ref'] === name || (Array.isArray(got) && got[0] === name)) return true
    return Object.values(value).some((item) => this.speaksOf(item, name))
  }
}

function isObject(value: Json): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objects(value: Json): Properties[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}

/** The template of each stack. */
export function templates(): Template[] {
  const found = readdirSync(OUT).filter((name) => name.endsWith('.template.json'))
  if (found.length === 0) throw new Error(`${OUT} holds no templates: run \`npx cdk synth --quiet\` first`)
  return found.map((name) => {
    const read: { Resources: Record<string, Resource> } = JSON.parse(readFileSync(join(OUT, name), 'utf8'))
    return new Template(name.replace('.template.json', ''), read.Resources)
  })
}
