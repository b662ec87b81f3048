/** The calls that every contender makes, as many as asked for. */
export type Operation = "POST" | "GET";

/** One library under measurement. Each call gives back the id that the server answered. */
export interface Contender {
  readonly POST: () => Promise<string | undefined>;
  readonly GET: () => Promise<string | undefined>;
}

/** Prepares a library to call the server at a URL. */
export type ConnectContender = (url: string) => Contender;

/** What a contender's process is told. */
export interface Task {
  readonly operation: Operation;
  readonly requests: number;
}

/** What a contender's process answers: how long the task took. */
export interface Measured {
  readonly milliseconds: number;
}
