import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // What needs a deployed stack runs only when it is named: `npm run test:integration`.
    exclude: ['**/node_modules/**', '**/cdk.out/**', ...(process.env['INTEGRATION'] === undefined ? ['**/integration/**'] : [])],
{% if testing %}
    // Before anything else: no test sees your own AWS credentials.
    setupFiles: ['{{ testing }}'],
{% endif %}
  },
})
