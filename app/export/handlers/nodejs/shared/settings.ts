/** What the deployment tells a function through its environment. */

/** The setting of this name. Throws if there is none: a function that is deployed wrongly should say so at once. */
export function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`the environment holds no ${name}`)
  return value
}
