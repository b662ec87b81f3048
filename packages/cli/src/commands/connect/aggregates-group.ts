import type { ConnectGroup } from "./connect-command.ts";
import { listOptions, option } from "./shared-options.ts";

/** The commands on aggregates. */
export const aggregatesGroup: ConnectGroup = {
  name: "aggregates",
  description: "what each asset has used of each item",
  commands: [
    {
      usage: "list",
      description: "list what each asset has used of each item",
      options: [
        option("--asset <id...>", "only these assets, AS-…"),
        option("--item <id...>", "only these items"),
        option("--type <word...>", "PPU or Reservation"),
        ...listOptions(),
      ],
      examples: ["connect aggregates list --type PPU"],
      load: async () => (await import("./look-at-aggregates.ts")).listAggregates,
    },
    {
      usage: "show <asset-id>",
      description: "list what one asset has used",
      texts: ["the asset, AS-…"],
      options: listOptions(),
      examples: ["connect aggregates show AS-1001-0000-0001"],
      load: async () => (await import("./look-at-aggregates.ts")).showAggregates,
    },
  ],
};
