/** What a worker's process is started with. */
export interface WorkerSettings {
  readonly connectionString: string;
  readonly leaseSeconds: number;
  /** How many deliveries it works on at once. */
  readonly concurrency: number;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly organizationId: string;
  /** How long after an attempt the twin may not show what it stored, in milliseconds. */
  readonly visibilityLag: number;
}

/** What a worker's process tells the one that started it. */
export type WorkerSays =
  | { readonly kind: "ready" }
  | { readonly kind: "claimed"; readonly deliveryId: string; readonly token: number }
  | { readonly kind: "ended"; readonly deliveryId: string }
  | { readonly kind: "error"; readonly message: string };
