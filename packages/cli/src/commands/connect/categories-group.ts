import type { ConnectGroup } from "./connect-command.ts";
import { listOptions } from "./shared-options.ts";

/** The commands on categories. */
export const categoriesGroup: ConnectGroup = {
  name: "categories",
  description: "categories of a file's records",
  commands: [
    {
      usage: "list <file-id>",
      description: "list the categories of a file",
      texts: ["the usage file, UF-…"],
      options: listOptions(["name"]),
      examples: ["connect categories list UF-2026-10-0000-0001"],
      load: async () => (await import("./list-categories.ts")).listCategories,
    },
  ],
};
