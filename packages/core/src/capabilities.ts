/** How usage is handed to a channel. */
export interface BatchCapability {
  /** One record a request, an array of records, or a file of records. */
  readonly shape: "single" | "array" | "file";
  /** The greatest number of records in one delivery. */
  readonly maximumRecords: number;
}

/** How many requests that change something a channel takes from one account in some time. */
export interface WriteBudget {
  /** The greatest number of requests. */
  readonly requests: number;
  /** The time that they are counted over, in milliseconds. */
  readonly milliseconds: number;
}

/** What a channel can do, as data; documentation, planning and the conformance suite read it. */
export interface ChannelCapabilities {
  /** How many decimals a quantity may have. */
  readonly decimals: number;
  /** The smallest quantity taken, as decimal text. */
  readonly minimumQuantity: string;
  /** The greatest quantity taken, as decimal text; absent where no bound is known. */
  readonly maximumQuantity?: string;
  /** Whether a record names a meter. */
  readonly meter: "required" | "unused";
  /** The unit of sending. */
  readonly batch: BatchCapability;
  /** Whether a record covers a period, or stands for one instant (the start of its period). */
  readonly time: "period" | "instant";
  /** The smallest difference in time that the channel keeps, in milliseconds. */
  readonly timeResolution: number;
  /** How a sent record is corrected; `none` where it cannot be. */
  readonly correction: "update" | "delete-and-send" | "upload-again" | "none";
  /** How a sent record is taken back; `none` where it cannot be. */
  readonly retraction: "delete" | "upload-again" | "none";
  /** Whether the channel may store less than was sent. */
  readonly partialQuantity: boolean;
  /** Whether somebody at the channel accepts or rejects what was sent. */
  readonly acceptance: boolean;
  /** Whether the channel closes records with a reference of its billing. */
  readonly closing: boolean;
  /** Whether the vendor's record id can be read back. */
  readonly recordIdReadBack: boolean;
  /** How many writes the channel takes from the account; absent where no limit is known. */
  readonly writeBudget?: WriteBudget;
}
