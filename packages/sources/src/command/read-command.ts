import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { formatInstant, redactSecrets } from "@usage-billing/core";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import type { RawRows, ReadingContext, ReadRaw } from "../reading/raw-rows.ts";
import { parseJsonLines } from "../text/read-json-rows.ts";
import { decodeText } from "../text/read-text.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { fillTemplate } from "../time/window-template.ts";

const OWN_VARIABLES = /^USAGE_BILLING_/;
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|URL$/i;
const LONGEST_SHORT_VALUE = 5;
const KEPT_STDERR = 2_000;
const GRACE = 5_000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** What a command gets: the environment without this program's own credentials, and the window. */
function variablesOf({ environment }: SourceSetup, { window, zone }: ReadingContext) {
  const passed = Object.entries(environment.variables).filter(
    ([name]) => !OWN_VARIABLES.test(name),
  );
  return {
    ...Object.fromEntries(passed),
    USAGE_BILLING_WINDOW_START: formatInstant(window.start),
    USAGE_BILLING_WINDOW_END: formatInstant(window.end),
    USAGE_BILLING_WINDOW_ZONE: zone,
  };
}

/** The end of what a command said on standard error, without secrets and control characters. */
class Complaint {
  readonly #secrets: readonly string[];
  #text = "";

  constructor(stream: Readable, variables: Readonly<Record<string, string | undefined>>) {
    this.#secrets = Object.entries(variables)
      .filter(([name]) => SECRET_NAME.test(name))
      .map(([, value]) => value ?? "")
      .filter((value) => value.length > LONGEST_SHORT_VALUE);
    stream.setEncoding("utf8").on("data", (text: string) => {
      this.#text = (this.#text + text).slice(-2 * KEPT_STDERR);
    });
  }

  get words(): string {
    const text = redactSecrets(this.#text, this.#secrets).slice(-KEPT_STDERR);
    const line = text.replaceAll(/\p{Cc}+/gu, " ").trim();
    return line === "" ? "It said nothing on standard error" : `It said: ${line}`;
  }
}

function failure(name: string, message: string, complaint?: Complaint): UnreadableInput {
  const fix = complaint?.words ?? 'Correct "argv" in the configuration.';
  return new UnreadableInput({ file: name, rule: "unavailable", message, fix });
}

async function requireStart(child: Child, name: string): Promise<void> {
  try {
    await once(child, "spawn");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such program" : (code ?? "unknown error");
    throw failure(name, `cannot be started: ${reason}`);
  }
}

/** Ends a child that is still there, by force when it does not listen. */
function stop(child: Child): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), GRACE).unref();
}

function isCutOff(error: unknown): boolean {
  return error instanceof UnreadableInput && error.problem.rule === "cut-off";
}

interface Running {
  readonly name: string;
  readonly child: Child;
  readonly timeout: AbortSignal | undefined;
  readonly seconds: number | undefined;
}

async function* readOutput(running: Running, complaint: Complaint): AsyncGenerator<RawRows> {
  const { child, name, timeout, seconds } = running;
  const closed = once(child, "close");
  let outputError: unknown;
  try {
    for await (const { rows } of parseJsonLines(decodeText(child.stdout, name), name)) {
      yield { file: name, rows };
    }
  } catch (error) {
    outputError = error;
    if (!isCutOff(error)) stop(child);
  }
  const [code, killedBy] = (await closed) as [number | null, NodeJS.Signals | null];
  if (timeout?.aborted)
    throw failure(name, `took longer than ${seconds} s and was ended`, complaint);
  // A command that fails often leaves half a line: its own words say more than the line.
  if (code !== null && code !== 0) throw failure(name, `ended with exit status ${code}`, complaint);
  if (outputError !== undefined) throw outputError;
  if (killedBy !== null) throw failure(name, `was ended by ${killedBy}`, complaint);
}

/**
 * Makes what reads the standard output of a command as JSON Lines. No shell is involved.
 *
 * @param setup - The source.
 * @returns Reads a window. An exit status other than 0 is an error, and so is a last line that is cut off.
 */
export function createReadCommand(setup: SourceSetup): ReadRaw {
  const { argv = [], timeoutSeconds: seconds } = setup.configuration.command ?? {};
  return async function* read(context) {
    const { window, zone, signal } = context;
    const [program = "", ...rest] = argv.map((text) => fillTemplate(text, window, zone));
    const name = `command of ${setup.source}`;
    const env = variablesOf(setup, context);
    const child: Child = spawn(program, rest, {
      cwd: setup.environment.folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const timeout = seconds === undefined ? undefined : AbortSignal.timeout(seconds * 1_000);
    const end = () => stop(child);
    const signals = [signal, ...(timeout === undefined ? [] : [timeout])];
    for (const one of signals) one.addEventListener("abort", end);
    try {
      const complaint = new Complaint(child.stderr, setup.environment.variables);
      await requireStart(child, name);
      yield* readOutput({ name, child, timeout, seconds }, complaint);
    } finally {
      for (const one of signals) one.removeEventListener("abort", end);
      stop(child);
    }
  };
}
