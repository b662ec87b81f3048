import { onTestFinished } from "vitest";
import { startTwin } from "../start-twin.ts";
import type { Twin, TwinName, TwinOptions } from "../twin.ts";

/** What time it is in tests. */
export const NOW = "2026-11-02T10:00:00Z";

/**
 * Starts a twin that is closed when the test ends.
 *
 * @param name - Which API.
 * @param options - As for `startTwin`.
 * @returns The running twin.
 */
export async function openTwin(name: TwinName, options: TwinOptions = {}): Promise<Twin> {
  const twin = await startTwin(name, options);
  onTestFinished(() => twin.close());
  return twin;
}
