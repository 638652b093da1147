import { defineConfig } from "vitest/config";

/**
 * Bundles the site's script and styles. Sources use no feature of Vite's own, so any bundler that reads
 * TypeScript and CSS could take its place.
 */
export default defineConfig({
  // Relative addresses: the server decides where the built files are mounted.
  base: "./",
  // The server serves everything that it serves from dist/ under a hashed name; nothing is copied as it is.
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // dist/.vite/manifest.json tells the server the hashed name of each entry.
    manifest: true,
    // A data: address would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: "es2022",
    // light-dark() and nesting stay as written: every browser of the last two years knows them.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rolldownOptions: {
      input: ["src/theme-early.ts", "src/main.ts", "styles/built.css", "src/designer/main.tsx", "styles/designer.css"],
    },
  },
  test: {
    include: ["src/**/*.test.ts"],
    // What is tested is pure, so the files can share one run of the modules, which more than halves the time.
    isolate: false,
    // Pages work without scripts, so a checkout without script tests is whole.
    passWithNoTests: true,
  },
});
