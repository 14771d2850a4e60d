import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

// Names without a hash: the built files are kept in git, where a new name for every build would hide what changed.
// The server sends them with an ETag, so that a browser asks once whether they are still the same.
export default defineConfig({
  plugins: [preact()],
  build: {
    outDir: "../src/dragoman/faces/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    license: { fileName: "licences.md" },
    modulePreload: { polyfill: false },
    target: "es2022",
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: "app/[name].js",
        chunkFileNames: "app/[name].js",
        assetFileNames: "app/[name][extname]",
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
