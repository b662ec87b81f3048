import type { createReporter } from "@usage-billing/reporter";
import type { Exhibit } from "./find-leaks.ts";

type Telemetry = NonNullable<Parameters<typeof createReporter>[0]["telemetry"]>;

/** Something that takes every call, keeps what it is told, and runs what it is given to run. */
function createRecorder(place: string, keep: (exhibit: Exhibit) => void): object {
  const recorder: object = new Proxy(
    {},
    {
      get:
        (_, method) =>
        (...told: readonly unknown[]) => {
          const task = told.at(-1);
          keep({ place: `${place} ${String(method)}`, value: told.filter((one) => one !== task) });
          if (typeof task === "function") return task(recorder);
          keep({ place: `${place} ${String(method)}`, value: task });
          return recorder;
        },
    },
  );
  return recorder;
}

/**
 * Makes a tracer and a meter that keep all that they are told: names, attributes, exceptions, statuses.
 *
 * @param keep - Takes what they are told.
 * @returns What a reporter takes.
 */
export function recordTelemetry(keep: (exhibit: Exhibit) => void): Telemetry {
  return {
    tracer: createRecorder("span", keep) as NonNullable<Telemetry["tracer"]>,
    meter: createRecorder("counter", keep) as NonNullable<Telemetry["meter"]>,
  };
}
