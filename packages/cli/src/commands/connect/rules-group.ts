import { Option } from "commander";
import type { ConnectGroup } from "./connect-command.ts";
import { listOptions, option } from "./shared-options.ts";

const RULE = ["the rule"] as const;
const ID = "UIR-2026-10-0000-0001";
const PRODUCT = option("--product <id>", "the product; the channel's when left out");
const ACTIONS = ["accept", "reject", "manual"];

const DETAILS = [
  PRODUCT,
  option("--item <id>", "the item that it is about; all items when left out"),
  option("--rule <condition>", "when it holds, up to 2,000 characters"),
  new Option("--status <status>", "whether it is in force").choices(["active", "deleted"]),
] as const;

/** The commands on acceptance rules. */
export const rulesGroup: ConnectGroup = {
  name: "rules",
  description: "rules by which usage of a product is accepted or rejected (distributor)",
  commands: [
    {
      usage: "list",
      description: "list the rules of a product, in the order in which they are tried",
      options: [
        PRODUCT,
        option("--action <word...>", "accept, reject or manual"),
        option("--item <id...>", "only rules of these items"),
        option("--status <word...>", "active or deleted"),
        option("--scope <word...>", "record or file"),
        ...listOptions(["item.id"]),
      ],
      examples: ["connect rules list --product PRD-276-377-545"],
      load: async () => (await import("./look-at-rules.ts")).listRules,
    },
    {
      usage: "show <rule-id>",
      description: "show all that is known of a rule",
      texts: RULE,
      options: [PRODUCT],
      examples: [`connect rules show ${ID}`],
      load: async () => (await import("./look-at-rules.ts")).showRule,
    },
    {
      usage: "create",
      description: "make a rule",
      options: [
        new Option("--action <word>", "what it does").choices(ACTIONS).makeOptionMandatory(),
        ...DETAILS,
      ],
      asks: true,
      examples: ['connect rules create --action accept --rule "usage <= 100"'],
      load: async () => (await import("./change-rules.ts")).createRule,
    },
    {
      usage: "update <rule-id>",
      description: "change a rule",
      texts: RULE,
      options: [
        new Option("--action <word>", "what it does").choices(ACTIONS),
        ...DETAILS,
        option("--after <rule-id>", "the rule after which it is tried"),
      ],
      asks: true,
      examples: [`connect rules update ${ID} --action manual`],
      load: async () => (await import("./change-rules.ts")).updateRule,
    },
    {
      usage: "delete <rule-id>",
      description: "delete a rule",
      texts: RULE,
      options: [PRODUCT],
      asks: true,
      examples: [`connect rules delete ${ID}`],
      load: async () => (await import("./change-rules.ts")).deleteRule,
    },
  ],
};
