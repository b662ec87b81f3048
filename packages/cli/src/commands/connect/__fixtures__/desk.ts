import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { run } from "../../../run.ts";

/** What a run of the command printed, and how it ended. */
export interface DeskResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Who runs a command. */
export type Role = "vendor" | "distributor";

/** What else is true when a command runs. */
export interface Situation {
  /** What the person at the terminal answers; nobody is there when left out. */
  readonly answer?: string;
  readonly signal?: AbortSignal;
}

/** A folder with a configuration, a Connect twin behind it, and the command for two parties. */
export interface Desk {
  readonly twin: Twin;
  /** The tokens of both parties. */
  readonly credentials: Readonly<Record<Role, string>>;
  /** Runs `usage-billing connect …` as one of the parties. */
  connect(role: Role, args: readonly string[], situation?: Situation): Promise<DeskResult>;
  /** Runs it, expects it to end with 0, and reads the JSON that it prints, line by line. */
  json(role: Role, ...args: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  /** The path of a file in the folder. */
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): Buffer;
  has(name: string): boolean;
  /** The files in the folder. */
  names(): readonly string[];
  close(): Promise<void>;
}

/** The product and the contract of the configuration. */
export const PRODUCT = "PRD-276-377-545";
export const CONTRACT = "CRD-41560-05399-12345";

const CHANNELS = {
  connect: { api: "connect", product: PRODUCT, contract: CONTRACT, currency: "USD" },
  rebilly: { api: "rebilly", organizationId: "org_twin_sample" },
};

function credentialsOf({ connect }: Catalogue): Desk["credentials"] {
  const { vendor, distributor = "" } = connect.credentials;
  return { vendor, distributor };
}

/**
 * Starts a twin and makes a folder with a configuration for it.
 *
 * @param catalogue - What the twin knows.
 * @returns The desk; close it in the end.
 */
export async function openDesk(catalogue: Catalogue = sampleCatalogue): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "usage-billing-connect-"));
  const twin = await startTwin("connect", { catalogue });
  const credentials = credentialsOf(catalogue);
  const path = (name: string): string => join(folder, name);
  writeFileSync(path("usage-billing.config.json"), JSON.stringify({ channels: CHANNELS }));
  const connect: Desk["connect"] = async (role, args, { answer, signal } = {}) => {
    const out: string[] = [];
    const err: string[] = [];
    const config = ["--config", path("usage-billing.config.json")];
    const status = await run(["connect", ...args, ...config], {
      environment: {
        USAGE_BILLING_CONNECT_API_KEY: credentials[role],
        USAGE_BILLING_CONNECT_BASE_URL: twin.baseUrl,
      },
      print: (line) => out.push(line),
      warn: (line) => err.push(line),
      isTerminal: false,
      ...(answer === undefined
        ? {}
        : {
            ask: async (question: string) => {
              err.push(question);
              return answer;
            },
          }),
      signal: signal ?? new AbortController().signal,
    });
    const withoutFolder = (lines: readonly string[]) =>
      lines.join("\n").replaceAll(`${folder}/`, "");
    return { status, out: withoutFolder(out), err: withoutFolder(err) };
  };
  return {
    twin,
    credentials,
    connect,
    async json(role, ...args) {
      const { status, out, err } = await connect(role, [...args, "--json"]);
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${err}`);
      return out === "" ? [] : out.split("\n").map((line) => JSON.parse(line));
    },
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name)),
    has: (name) => existsSync(path(name)),
    names: () => readdirSync(folder).sort(),
    async close() {
      await twin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
