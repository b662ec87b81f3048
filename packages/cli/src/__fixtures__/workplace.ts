import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { run } from "../run.ts";

/** What a run of the command printed, and how it ended. */
export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** A command that goes on until it is stopped. */
export interface RunningCommand {
  /** Waits for a line of its output that holds a text, and gives it. */
  line(text: string): Promise<string>;
  /** Stops it as Ctrl-C does, and gives what it printed and how it ended. */
  stop(): Promise<CommandResult>;
}

/** A folder with a configuration, twins behind it, and the command. */
export interface Workplace {
  readonly twins: Readonly<Record<"connect" | "rebilly" | "twocheckout", Twin>>;
  readonly environment: Record<string, string>;
  /** The time that commands go by; the machine's while it is not set. */
  readonly clock: { now?: () => number };
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  /** Reads a file of the folder. */
  read(name: string): string;
  /** Runs the command with the configuration. */
  command(...args: readonly string[]): Promise<CommandResult>;
  /** Starts a command that goes on until it is stopped. */
  start(...args: readonly string[]): RunningCommand;
  /** Runs the command with the configuration as if Ctrl-C had been pressed at once. */
  interrupted(...args: readonly string[]): Promise<CommandResult>;
  close(): Promise<void>;
}

const CONFIGURATION = {
  source: "tests",
  ledger: "ledger.db",
  channels: {
    connect: {
      api: "connect",
      product: "PRD-276-377-545",
      contract: "CRD-41560-05399-12345",
      currency: "USD",
    },
    rebilly: { api: "rebilly", organizationId: "org_twin_sample", abandonedLagSeconds: 2 },
    twocheckout: { api: "twocheckout", merchantCode: "TWINCODE", timeZone: "Europe/Bucharest" },
  },
};

/** The header of the files that tests write. */
export const HEADER = "channel,subscription,meter,quantity,start,end,description";

/** A good line for each channel. */
export const LINES: Readonly<Record<"connect" | "rebilly" | "twocheckout", string>> = {
  connect:
    "connect,AS-1001-0000-0001,STORAGE-GB,12.0625,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,Zürich",
  rebilly: "rebilly,sub_twin_storage_001,,1.125,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,",
  twocheckout:
    "twocheckout,TWIN000001,API_CALLS,1500,2026-10-01T00:00:00+03:00,2026-10-02T00:00:00+03:00,東京",
};

async function startTwins(catalogue: Catalogue): Promise<Workplace["twins"]> {
  const [connect, rebilly, twocheckout] = await Promise.all([
    startTwin("connect", { catalogue }),
    startTwin("rebilly", { catalogue }),
    startTwin("twocheckout", { catalogue }),
  ]);
  return { connect, rebilly, twocheckout };
}

function makeEnvironment(twins: Workplace["twins"]): Record<string, string> {
  const { connect, rebilly, twocheckout } = sampleCatalogue;
  return {
    USAGE_BILLING_CONNECT_BASE_URL: twins.connect.baseUrl,
    USAGE_BILLING_REBILLY_BASE_URL: twins.rebilly.baseUrl,
    USAGE_BILLING_TWOCHECKOUT_BASE_URL: twins.twocheckout.baseUrl,
    USAGE_BILLING_CONNECT_API_KEY: connect.credentials.vendor,
    USAGE_BILLING_REBILLY_API_KEY: rebilly.apiKeys[0] ?? "",
    USAGE_BILLING_TWOCHECKOUT_SECRET_KEY: twocheckout.secretKey,
  };
}

interface Run {
  readonly folder: string;
  readonly environment: Record<string, string>;
  readonly clock: Workplace["clock"];
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
}

async function runCommand(
  args: readonly string[],
  { folder, environment, clock, signal = new AbortController().signal, onLine }: Run,
): Promise<CommandResult> {
  const out: string[] = [];
  const err: string[] = [];
  const config = args[0] === "twin" ? [] : ["--config", join(folder, "usage-billing.config.json")];
  const status = await run([...args, ...config], {
    environment,
    print: (line) => {
      out.push(line);
      onLine?.(line);
    },
    warn: (line) => err.push(line),
    isTerminal: false,
    signal,
    ...clock,
  });
  return { status, out: out.join("\n"), err: err.join("\n").replaceAll(`${folder}/`, "") };
}

function startCommand(args: readonly string[], where: Run): RunningCommand {
  const stopping = new AbortController();
  const lines: string[] = [];
  const waiting = new Map<string, (line: string) => void>();
  const onLine = (line: string) => {
    lines.push(line);
    for (const [text, resolve] of waiting) if (line.includes(text)) resolve(line);
  };
  const ended = runCommand(args, { ...where, signal: stopping.signal, onLine });
  return {
    async line(text) {
      const seen = lines.find((line) => line.includes(text));
      if (seen !== undefined) return seen;
      const early = ended.then(({ err }): never => {
        throw new Error(`the command ended before it printed ${text}: ${err}`);
      });
      const line = new Promise<string>((resolve) => waiting.set(text, resolve));
      return Promise.race([line, early]);
    },
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

/**
 * Starts the twins and makes a folder with a configuration for them.
 *
 * @param catalogue - What the twins know.
 * @returns The folder; close it in the end.
 */
export async function createWorkplace(catalogue: Catalogue = sampleCatalogue): Promise<Workplace> {
  const folder = mkdtempSync(join(tmpdir(), "usage-billing-"));
  const twins = await startTwins(catalogue);
  const environment = makeEnvironment(twins);
  const clock: Workplace["clock"] = {};
  const path = (name: string) => join(folder, name);
  writeFileSync(path("usage-billing.config.json"), JSON.stringify(CONFIGURATION));
  return {
    twins,
    environment,
    clock,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name), "utf8"),
    command: (...args) => runCommand(args, { folder, environment, clock }),
    start: (...args) => startCommand(args, { folder, environment, clock }),
    interrupted: (...args) =>
      runCommand(args, { folder, environment, clock, signal: AbortSignal.abort() }),
    async close() {
      await Promise.all(Object.values(twins).map((twin) => twin.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
