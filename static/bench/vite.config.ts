import { defineConfig } from "vite";

/** Builds the page of `bare.tsx` into the folder that `--outDir` names, for the bench alone. */
export default defineConfig({
  root: "bench",
  base: "./",
  publicDir: false,
  logLevel: "error",
  build: { reportCompressedSize: false, target: "es2022", modulePreload: { polyfill: false } },
});
