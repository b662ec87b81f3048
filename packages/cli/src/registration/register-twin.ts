import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { jsonOption, parsePort } from "./shared-options.ts";

/**
 * Adds `twin` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerTwin(program: Command, context: CommandContext): void {
  program
    .command("twin")
    .description("run a local server that behaves like an API, for trying and testing")
    .argument("[api]", "connect, rebilly, twocheckout or all", "all")
    .option("--port <number>", "the first port; any free one when left out", parsePort)
    .option("--catalogue <file>", "JSON of the products, assets and subscriptions that it knows")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Besides the API a twin answers:
  GET    /_twin/usage      everything that it holds
  GET    /_twin/catalogue  everything that it knows, credentials included
  POST   /_twin/faults     arms a fault, for example {"kind":"lose-answer","times":1}
  DELETE /_twin            forgets usage and faults

Examples:
  $ usage-billing twin rebilly --port 4011
  $ usage-billing twin all --port 4010`,
    )
    .action(async (api: string, options) => {
      const { runTwins } = await import("../commands/twin.ts");
      await runTwins(api, options, context);
    });
}
