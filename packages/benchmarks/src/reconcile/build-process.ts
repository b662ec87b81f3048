import { fileURLToPath } from "node:url";
import { build, defaultServerConditions } from "vite";

// Builds the measured process and our packages to JavaScript, as users run them: taking the types out of
// the sources would need some 40 MB of its own. It is a process, because on Linux one begins with the
// greatest memory of the one that starts it, and building needs much.
const [folder = ""] = process.argv.slice(2);
const conditions = ["@usage-billing/source", ...defaultServerConditions];
await build({
  configFile: false,
  logLevel: "warn",
  ssr: { noExternal: [/^@usage-billing\//], resolve: { conditions } },
  build: {
    ssr: true,
    outDir: folder,
    minify: false,
    target: "node24",
    rollupOptions: {
      input: { process: fileURLToPath(new URL("./reconcile-process.ts", import.meta.url)) },
      output: { entryFileNames: "[name].js" },
    },
  },
});
