/** Why a usage record cannot be reported as it is, in words that its owner can act on. */
export interface Problem {
  /** A stable name of the rule, in kebab case, for example `too-many-decimals`. */
  readonly rule: string;
  /** The field of the usage record that breaks it. */
  readonly field: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The channel's own words, when the channel refused it. */
  readonly channelWords?: string;
}
