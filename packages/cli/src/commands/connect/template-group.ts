import type { ConnectGroup } from "./connect-command.ts";
import { option, saveOptions } from "./shared-options.ts";

/** The commands on templates. */
export const templateGroup: ConnectGroup = {
  name: "template",
  description: "the empty workbook of a product (vendor)",
  commands: [
    {
      usage: "download",
      description: "download the empty workbook of a product",
      options: [
        option("--product <id>", "the product; the channel's when left out"),
        ...saveOptions("usage-template.xlsx"),
      ],
      examples: ["connect template download --out october.xlsx"],
      load: async () => (await import("./download-template.ts")).downloadTemplate,
    },
  ],
};
