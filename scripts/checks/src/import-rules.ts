/** Which of this repository's packages a package may import, outside its tests. */
export const IMPORT_RULES: Readonly<Record<string, readonly string[]>> = {
  "@usage-billing/core": [],
  "@usage-billing/http": ["@usage-billing/core"],
  "@usage-billing/connect-client": [],
  "@usage-billing/rebilly-client": [],
  "@usage-billing/twocheckout-client": [],
  "@usage-billing/connect": [
    "@usage-billing/core",
    "@usage-billing/http",
    "@usage-billing/connect-client",
  ],
  "@usage-billing/rebilly": [
    "@usage-billing/core",
    "@usage-billing/http",
    "@usage-billing/rebilly-client",
  ],
  "@usage-billing/twocheckout": [
    "@usage-billing/core",
    "@usage-billing/http",
    "@usage-billing/twocheckout-client",
  ],
  "@usage-billing/conformance": ["@usage-billing/core"],
  "@usage-billing/twins": ["@usage-billing/core"],
  "@usage-billing/ledger": ["@usage-billing/core"],
  "@usage-billing/ledger-postgres": ["@usage-billing/core", "@usage-billing/ledger"],
  "@usage-billing/evidence": ["@usage-billing/core", "@usage-billing/ledger"],
  "@usage-billing/reporter": ["@usage-billing/core", "@usage-billing/ledger"],
  "@usage-billing/schedule": ["@usage-billing/core"],
  "@usage-billing/sources": ["@usage-billing/core"],
  "@usage-billing/statement": ["@usage-billing/core", "@usage-billing/ledger"],
  "@usage-billing/ui": [
    "@usage-billing/core",
    "@usage-billing/ledger",
    "@usage-billing/reporter",
    "@usage-billing/statement",
  ],
  "@usage-billing/cli": [
    "@usage-billing/core",
    "@usage-billing/http",
    "@usage-billing/connect",
    "@usage-billing/rebilly",
    "@usage-billing/twocheckout",
    "@usage-billing/evidence",
    "@usage-billing/ledger",
    "@usage-billing/ledger-postgres",
    "@usage-billing/reporter",
    "@usage-billing/schedule",
    "@usage-billing/sources",
    "@usage-billing/statement",
    "@usage-billing/twins",
    "@usage-billing/ui",
  ],
};

/** What only tests may import beside: never shipped, so it cannot turn the direction round. */
export const TEST_IMPORTS: readonly string[] = [
  "@usage-billing/conformance",
  "@usage-billing/twins",
];

/** What runs everywhere, in workers and pages too: it imports no module of Node.js outside its tests. */
export const RUN_EVERYWHERE: readonly string[] = [
  "@usage-billing/core",
  "@usage-billing/http",
  "@usage-billing/connect-client",
  "@usage-billing/rebilly-client",
  "@usage-billing/twocheckout-client",
  "@usage-billing/connect",
  "@usage-billing/rebilly",
  "@usage-billing/twocheckout",
];
