import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { run } from "@usage-billing/cli";
import { MonthFailure, MonthInterrupted } from "./month-failure.ts";
import type { Twins } from "./start-twins.ts";
import { clockOffset, OFFSET_VARIABLE } from "./world-clock.ts";

/** Who types a command. */
export type Role = "vendor" | "distributor";

/** How a command is shown, and what is expected of it. */
export interface Typing {
  readonly role?: Role;
  /** The exit status that it has to end with; 0 when left out. */
  readonly status?: number;
  /** How much of its output is shown: everything (when left out), the first paragraph, or nothing. */
  readonly show?: "all" | "nothing" | "paragraph";
}

const require = createRequire(import.meta.url);
const MAIN = require
  .resolve("@usage-billing/cli/package.json")
  .replace("package.json", "src/main.ts");

const INDENT = "  ";
const PROMPTS = { vendor: "$", distributor: "distributor$" } as const;

function quote(argument: string): string {
  return /^[\w./:=-]+$/.test(argument) ? argument : `"${argument}"`;
}

/** Where the month is played: prints what happens, and runs commands as their users would. */
export class Stage {
  readonly twins: Twins;
  readonly signal: AbortSignal;
  readonly #isFast: boolean;
  #commands = 0;

  /**
   * Sets the stage.
   *
   * @param twins - The channels.
   * @param options - What ends the play early, and whether it goes without pauses.
   */
  constructor(
    twins: Twins,
    { signal, isFast }: { readonly signal: AbortSignal; readonly isFast: boolean },
  ) {
    this.twins = twins;
    this.signal = signal;
    this.#isFast = isFast;
  }

  /** How many commands were run. */
  get commands(): number {
    return this.#commands;
  }

  /** Prints a heading. */
  heading(text: string): void {
    console.log(`\n── ${text} ${"─".repeat(Math.max(3, 90 - text.length))}`);
  }

  /** Prints what happens, in plain words. */
  say(text: string): void {
    console.log(text);
  }

  /** Lets somebody read, unless it is to go fast. */
  async pause(milliseconds: number): Promise<void> {
    if (!this.#isFast) await wait(milliseconds, undefined, { signal: this.signal }).catch(() => {});
    this.requireGoingOn();
  }

  /** Ends the play when Ctrl-C was pressed. */
  requireGoingOn(): void {
    if (this.signal.aborted) throw new MonthInterrupted();
  }

  /**
   * Types a command and waits until it ends.
   *
   * @param args - Its arguments.
   * @param typing - Who types it, and what is expected.
   * @returns What it printed, without what it said on standard error.
   * @throws {@link MonthFailure} When it ends in another way than it should.
   */
  async type(args: readonly string[], typing: Typing = {}): Promise<readonly string[]> {
    const { role = "vendor", status = 0, show = "all" } = typing;
    this.#announce(args, role);
    const printed: string[] = [];
    const said: string[] = [];
    const ended = await run(args, {
      environment: { ...process.env, ...this.twins[role] },
      print: (text) => {
        printed.push(...text.split("\n"));
        said.push(...text.split("\n"));
      },
      warn: (text) => said.push(...text.split("\n")),
      isTerminal: false,
      signal: this.signal,
    });
    this.requireGoingOn();
    this.#show(said, ended === status ? show : "all");
    if (ended === status) return printed;
    throw new MonthFailure(
      `usage-billing ${args.join(" ")} ended with the exit status ${ended} instead of ${status}.`,
    );
  }

  /**
   * Types a command whose process is killed while it works.
   *
   * @param args - Its arguments.
   * @param isTime - Tells when to kill it.
   * @throws {@link MonthFailure} When it ended before.
   */
  async typeAndKill(args: readonly string[], isTime: () => boolean): Promise<void> {
    this.#announce(args, "vendor");
    const clock = ["--import", join(import.meta.dirname, "inherit-clock.ts")];
    const node = ["--conditions=@usage-billing/source", "--disable-warning=ExperimentalWarning"];
    const child = spawn(process.execPath, [...node, ...clock, MAIN, ...args], {
      stdio: "ignore",
      env: { ...process.env, ...this.twins.vendor, [OFFSET_VARIABLE]: clockOffset() },
    });
    const closed = new Promise<void>((resolve, reject) => {
      child.once("close", () => resolve());
      child.once("error", reject);
    });
    while (child.exitCode === null && !isTime() && !this.signal.aborted) await wait(25);
    const isKilled = child.exitCode === null;
    child.kill("SIGKILL");
    await closed;
    this.requireGoingOn();
    if (!isKilled) throw new MonthFailure(`usage-billing ${args.join(" ")} ended by itself.`);
    console.log(`${INDENT}Killed.`);
  }

  #announce(args: readonly string[], role: Role): void {
    this.requireGoingOn();
    this.#commands += 1;
    console.log(`${PROMPTS[role]} usage-billing ${args.map(quote).join(" ")}`);
  }

  #show(lines: readonly string[], how: NonNullable<Typing["show"]>): void {
    if (how === "nothing") return;
    const end = how === "all" ? -1 : lines.indexOf("");
    for (const line of end < 0 ? lines : lines.slice(0, end)) {
      console.log(line === "" ? "" : `${INDENT}${line}`);
    }
    if (end >= 0) console.log(`${INDENT}…`);
  }
}
