/** The month did not go as it should; the message says where. */
export class MonthFailure extends Error {}

/** Somebody pressed Ctrl-C. */
export class MonthInterrupted extends Error {}
