import { redactSecrets } from "@usage-billing/core";

/** What the command's exit status says. */
export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** The command, its configuration, a credential or an input file is bad. */
  badCommand: 2,
  /** Some records were refused, or stored only in part. */
  refused: 3,
  /** An outcome is unknown, or a channel was not reached. */
  open: 4,
  /** Ctrl-C ended the command. */
  interrupted: 130,
} as const;

/** Thrown when a command cannot be carried out because of what its user gave; printed without a stack. */
export class CommandError extends Error {
  /** The exit status to end with. */
  readonly exitStatus: number;

  /**
   * Makes the error.
   *
   * @param message - What is wrong and what to do about it; secrets in it are redacted.
   * @param exitStatus - The exit status; 2 when left out.
   */
  constructor(message: string, exitStatus: number = EXIT.badCommand) {
    super(redactSecrets(message));
    this.name = "CommandError";
    this.exitStatus = exitStatus;
  }
}
