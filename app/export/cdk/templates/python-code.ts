import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import * as cdk from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'

/** What Lambda runs, so that packages with compiled parts are those that were built for it. */
const PLATFORM = ['--platform', 'manylinux2014_x86_64', '--python-version', '3.13', '--only-binary', ':all:']

/** The code of a Python function: its folder and what its requirements.txt names. Needs pip, but no Docker. */
export function pythonCode(folder: string): lambda.Code {
  return lambda.Code.fromAsset(folder, {
    exclude: ['tests', '__pycache__'],
    bundling: {
      image: lambda.Runtime.PYTHON_3_13.bundlingImage,
      command: ['bash', '-c', 'pip install -r requirements.txt -t /asset-output && cp -r . /asset-output'],
      local: {
        tryBundle(output: string): boolean {
          const requirements = ['-r', join(folder, 'requirements.txt'), '-t', output]
          execFileSync('python3', ['-m', 'pip', 'install', '--quiet', ...PLATFORM, ...requirements], { stdio: 'inherit' })
          cpSync(folder, output, { recursive: true, filter: (path) => !/\/(tests|__pycache__)$/.test(path) })
          return true
        },
      },
    },
    assetHashType: cdk.AssetHashType.OUTPUT,
  })
}
