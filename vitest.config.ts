import { readdirSync, readFileSync } from 'node:fs'

import { defineConfig } from 'vitest/config'

const tests = ['app/export/handlers/nodejs', 'patterns'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${root}/${path}`),
)
/** Tests that put other modules in the place of a handler's: whoever came after them would find these too. */
const alone = tests.filter((path) => /\bvi\.(doMock|mock|resetModules)\(/.test(readFileSync(path, 'utf8')))

export default defineConfig({
  test: {
    // Before anything else: no test sees the developer's own AWS credentials.
    setupFiles: ['app/export/handlers/nodejs/handler_testing.ts'],
    // What they import takes longer than they do, so all others import it once.
    projects: [
      { extends: true, test: { name: 'together', isolate: false, include: tests.filter((path) => !alone.includes(path)) } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})
