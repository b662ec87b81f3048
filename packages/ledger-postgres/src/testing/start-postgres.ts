import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { findServerBinaries } from "./server-binaries.ts";
import { findUnprivilegedUser, type UnprivilegedUser } from "./unprivileged-user.ts";

/** How a server is started. */
export interface PostgresOptions {
  /** Whether every commit waits for the disk; only a server of tests that measure nothing may do without. */
  readonly durable?: boolean;
  /**
   * `embedded` for the npm package's binaries, or a folder with `initdb` and `postgres`. By default
   * what the environment variable `USAGE_BILLING_TEST_POSTGRES` says, then the machine's own server.
   */
  readonly binaries?: string;
}

/** A real PostgreSQL server on loopback, for tests. */
export interface PostgresServer {
  /** The port, the same after a restart. */
  readonly port: number;
  /** The superuser's password. */
  readonly password: string;
  /**
   * Makes an empty database.
   *
   * @param name - Its name, in lower-case letters, digits and underscores.
   * @returns A connection string for it, with the password.
   */
  createDatabase(name: string): Promise<string>;
  /** Ends the server as a crash of the machine would, and starts it again on the same port and data. */
  crash(): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

interface Place {
  readonly folder: string;
  readonly data: string;
  readonly binaries: string;
  readonly user: UnprivilegedUser | undefined;
}

const START_TIME_LIMIT_MS = 30_000;

function canRun(binaries: string, user: UnprivilegedUser | undefined): boolean {
  return spawnSync(join(binaries, "postgres"), ["--version"], { ...user }).status === 0;
}

/** Copies binaries that the user who runs them may not read, as below a home folder of root. */
function placeBinaries(folder: string, wanted: string, user: UnprivilegedUser | undefined): string {
  if (canRun(wanted, user)) return wanted;
  cpSync(join(wanted, ".."), join(folder, "server"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "server", "bin");
}

function createPlace(options: PostgresOptions): Place {
  const folder = mkdtempSync(join(tmpdir(), "usage-billing-postgres-"));
  const user = findUnprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const wanted = options.binaries ?? process.env["USAGE_BILLING_TEST_POSTGRES"];
  const binaries = placeBinaries(folder, findServerBinaries(wanted), user);
  return { folder, data: join(folder, "data"), binaries, user };
}

function initialize(place: Place, password: string): void {
  const passwordFile = join(place.folder, "password");
  writeFileSync(passwordFile, password);
  if (place.user !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid);
  const options = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const { status, stderr, error } = spawnSync(
    join(place.binaries, "initdb"),
    ["--no-sync", "--locale=C", "--encoding=UTF8", ...options, "-D", place.data],
    { ...place.user, cwd: place.folder, encoding: "utf8" },
  );
  rmSync(passwordFile);
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`, { cause: error });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

function run(place: Place, port: number, isDurable: boolean): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port,
    max_connections: 200,
    shared_buffers: "256MB",
    max_wal_size: "4GB",
    ...(isDurable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }),
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return spawn(join(place.binaries, "postgres"), ["-D", place.data, ...parameters], {
    ...place.user,
    cwd: place.folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function toConnectionString(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function canConnect(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined); // The query says it.
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Collects what the server says until it answers, then forgets. */
async function awaitAnswer(child: ChildProcess, connectionString: string): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-4_000);
  });
  const limit = performance.now() + START_TIME_LIMIT_MS;
  while (!(await canConnect(connectionString))) {
    if (child.exitCode !== null || performance.now() > limit) {
      throw new Error(`the server did not start: ${said}`);
    }
    await sleep(20);
  }
}

async function end(child: ChildProcess, signal: "SIGINT" | "SIGQUIT"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

async function createDatabase(server: string, name: string): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name)) throw new TypeError(`${name} is no name for a database`);
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts a PostgreSQL server with a new, empty cluster in a temporary folder.
 *
 * @param options - How durable, and whose binaries.
 * @returns The server; stop it at the end.
 * @throws Error - When there is no server to start, or it does not.
 *
 * @example
 * ```ts
 * const server = await startPostgres();
 * const connectionString = await server.createDatabase("reports");
 * await server.stop();
 * ```
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const place = createPlace(options);
  const password = randomBytes(16).toString("hex");
  initialize(place, password);
  const port = await findFreePort();
  const isDurable = options.durable ?? true;
  const administration = toConnectionString(port, password, "postgres");
  let child = run(place, port, isDurable);

  const endWithParent = () => void child.kill("SIGQUIT");
  process.once("exit", endWithParent);
  await awaitAnswer(child, administration);
  return {
    port,
    password,
    createDatabase: async (name) => {
      await createDatabase(administration, name);
      return toConnectionString(port, password, name);
    },
    crash: async () => {
      await end(child, "SIGQUIT");
      child = run(place, port, isDurable);
      await awaitAnswer(child, administration);
    },
    stop: async () => {
      process.off("exit", endWithParent);
      await end(child, "SIGINT");
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}
