import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandContext, run } from "@usage-billing/cli";
import { openPostgresLedger } from "@usage-billing/ledger-postgres";
import { type FaultKind, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHANNELS } from "../channel-name.ts";
import { exerciseChannels } from "./exercise-channels.ts";
import { type Exhibit, findLeaks } from "./find-leaks.ts";
import { type Mirror, startMirror } from "./mirror-server.ts";
import { CANARIES } from "./secrets.ts";

const catalogue = {
  connect: { ...sampleCatalogue.connect, credentials: { vendor: CANARIES.connectToken } },
  rebilly: { ...sampleCatalogue.rebilly, apiKeys: [CANARIES.rebillyKey] },
  twocheckout: { ...sampleCatalogue.twocheckout, secretKey: CANARIES.twoCheckoutKey },
};

const FAULTS: readonly FaultKind[] = [
  "rate-limit",
  "server-error",
  "reset-before-storing",
  "lose-answer",
  "error-after-storing",
  "half-open",
];

let twins: readonly Twin[];
let strangers: readonly Twin[];
let mirror: Mirror;
let folder: string;
beforeAll(async () => {
  twins = await Promise.all(CHANNELS.map((name) => startTwin(name, { catalogue })));
  strangers = await Promise.all(CHANNELS.map((name) => startTwin(name)));
  mirror = await startMirror();
  folder = mkdtempSync(join(tmpdir(), "canaries-"));
});
afterAll(async () => {
  await Promise.all([...twins, ...strangers].map((twin) => twin.close()));
  await mirror.close();
  rmSync(folder, { recursive: true });
});

/** Every byte that the ledgers of a folder left on the disk. */
function readFiles(): readonly Exhibit[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".config.json"))
    .map(({ name }) => ({ place: name, value: readFileSync(join(folder, name)) }));
}

describe("planted secrets", () => {
  it("stay within, whatever the channels do", async () => {
    const exhibits: Exhibit[] = [];
    const places = [
      ...FAULTS.map((fault) => ({ name: fault, urls: twins.map(({ baseUrl }) => baseUrl), fault })),
      { name: "wrong credentials", urls: strangers.map(({ baseUrl }) => baseUrl) },
      { name: "an echo", urls: CHANNELS.map(() => mirror.url) },
      { name: "nobody", urls: CHANNELS.map(() => "http://127.0.0.1:1") },
    ];
    for (const [index, place] of places.entries()) {
      if ("fault" in place) {
        for (const twin of twins) twin.arm({ kind: place.fault, times: 2 });
      }
      const file = join(folder, `ledger-${index}.db`);
      exhibits.push(...(await exerciseChannels(file, place.urls, index)));
      for (const twin of twins) twin.reset();
    }
    exhibits.push(...readFiles());
    expect(exhibits.filter(({ value }) => value instanceof Error).length).toBeGreaterThan(20);
    const told = new Set(exhibits.map(({ place }) => place));
    for (const place of ["span recordException", "span setStatus", "counter add"]) {
      expect(told).toContain(place);
    }
    expect(findLeaks(exhibits, CANARIES)).toEqual([]);
    // What was looked at is where a leak would show.
    const planted = [...exhibits, { place: "planted", value: new Error(CANARIES.rebillyKey) }];
    expect(findLeaks(planted, CANARIES).map(({ place }) => place)).toContain("planted");
  }, 120_000);

  it("stay out of what is said of a server that cannot be reached", async () => {
    const connectionString = `postgres://vendor:${CANARIES.postgresPassword}@127.0.0.1:1/usage`;
    const opened = openPostgresLedger({ connectionString });
    const error = await opened.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(findLeaks([{ place: "PostgreSQL", value: error }], CANARIES)).toEqual([]);
  });

  it("stay out of everything that the command says", async () => {
    const said: Exhibit[] = [];
    const config = join(folder, "usage-billing.config.json");
    const input = join(folder, "usage.csv");
    const { connect, rebilly, twocheckout } = CANARY_CONFIGURATION;
    const channels = { connect, rebilly, twocheckout };
    writeFileSync(config, JSON.stringify({ source: "canaries", ledger: "cli.db", channels }));
    writeFileSync(input, USAGE);
    for (const urls of [twins.map(({ baseUrl }) => baseUrl), CHANNELS.map(() => mirror.url)]) {
      for (const args of COMMANDS) {
        const context = contextOf(urls, (line) =>
          said.push({ place: args.join(" "), value: line }),
        );
        await run(
          [...args.map((word) => (word === "FILE" ? input : word)), "--config", config],
          context,
        );
      }
    }
    expect(said.length).toBeGreaterThan(20);
    expect(findLeaks([...said, ...readFiles()], CANARIES)).toEqual([]);
  }, 120_000);
});

/** Runs the service until it has worked through its ledger, and reads its metrics. */
async function serve(config: string, urls: readonly string[]): Promise<readonly Exhibit[]> {
  const exhibits: Exhibit[] = [];
  const stopping = new AbortController();
  const { promise: started, resolve: start } = Promise.withResolvers<string>();
  const { promise: rested, resolve: rest } = Promise.withResolvers<void>();
  const context = contextOf(urls, (line) => {
    exhibits.push({ place: "log of run", value: line });
    if (line.includes('"message":"started"')) start(JSON.parse(line).url);
    if (/"message":"(channel given up|reported|record to look at|delivery failed)"/.test(line))
      rest();
  });
  const ended = run(["run", "--listen", "127.0.0.1:0", "--config", config], {
    ...context,
    signal: AbortSignal.any([context.signal, stopping.signal]),
  });
  const url = await started;
  await rested;
  for (const path of ["metrics", "readyz", "healthz"]) {
    exhibits.push({ place: path, value: await (await fetch(`${url}/${path}`)).text() });
  }
  stopping.abort();
  await ended;
  return exhibits;
}

describe("planted secrets in a service", () => {
  it("stay out of its log, its metrics and its health", async () => {
    const exhibits: Exhibit[] = [];
    const twinUrls = twins.map(({ baseUrl }) => baseUrl);
    const places = [
      twinUrls,
      strangers.map(({ baseUrl }) => baseUrl),
      CHANNELS.map(() => mirror.url),
    ];
    for (const [index, urls] of places.entries()) {
      const config = join(folder, `service-${index}.config.json`);
      const ledger = `service-${index}.db`;
      const { connect, rebilly, twocheckout } = CANARY_CONFIGURATION;
      const channels = { connect, rebilly, twocheckout };
      writeFileSync(config, JSON.stringify({ source: "canaries", ledger, channels }));
      const input = join(folder, "service.csv");
      writeFileSync(input, USAGE);
      const nobody = CHANNELS.map(() => "http://127.0.0.1:1");
      await run(
        ["report", input, "--config", config],
        contextOf(nobody, () => undefined),
      );
      exhibits.push(...(await serve(config, urls)));
    }
    const words = exhibits.map(({ value }) => String(value)).join("\n");
    expect(words).toContain("usage_billing_records{");
    expect(words).toContain('"level":"error"');
    expect(findLeaks([...exhibits, ...readFiles()], CANARIES)).toEqual([]);
  }, 120_000);
});

const CANARY_CONFIGURATION = {
  connect: {
    api: "connect",
    product: "PRD-276-377-545",
    contract: "CRD-41560-05399-12345",
    currency: "USD",
  },
  rebilly: { api: "rebilly", organizationId: "org_twin_sample" },
  twocheckout: { api: "twocheckout", merchantCode: "TWINCODE", timeZone: "Europe/Bucharest" },
};

const USAGE = `channel,subscription,meter,quantity,start,end
connect,AS-1001-0000-0001,STORAGE-GB,12.0625,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z
rebilly,sub_twin_storage_001,,1.125,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z
twocheckout,TWIN000001,API_CALLS,1500,2026-10-01T00:00:00+03:00,2026-10-02T00:00:00+03:00
`;

const WINDOW = ["--from", "2026-09-30T00:00:00Z", "--to", "2026-11-01T00:00:00Z"];
const COMMANDS: readonly (readonly string[])[] = [
  ["report", "FILE", "--dry-run"],
  ["report", "FILE"],
  ["status"],
  ["failed", "list"],
  ["channels"],
  ...CHANNELS.map((name) => ["list", "--channel", name, ...WINDOW]),
];

function contextOf(urls: readonly string[], say: (line: string) => void) {
  const [connect = "", rebilly = "", twocheckout = ""] = urls;
  return {
    environment: {
      USAGE_BILLING_CONNECT_BASE_URL: connect,
      USAGE_BILLING_REBILLY_BASE_URL: rebilly,
      USAGE_BILLING_TWOCHECKOUT_BASE_URL: twocheckout,
      USAGE_BILLING_CONNECT_API_KEY: CANARIES.connectToken,
      USAGE_BILLING_REBILLY_API_KEY: CANARIES.rebillyKey,
      USAGE_BILLING_TWOCHECKOUT_SECRET_KEY: CANARIES.twoCheckoutKey,
    },
    print: say,
    warn: say,
    isTerminal: false,
    signal: AbortSignal.timeout(20_000),
  } satisfies Omit<CommandContext, "end">;
}
