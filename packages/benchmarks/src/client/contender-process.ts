// A process of its own for one library: node contender-process.ts NAME URL, then tasks as messages.
import type { Contender, Measured, Task } from "./contender.ts";
import { contenders } from "./contenders.ts";
import { usage, usageFile } from "./samples.ts";

const CONCURRENCY = 16;
const IDS = new Set<string | undefined>([usage.id, usageFile.id]);

async function measure(contender: Contender, { operation, requests }: Task): Promise<Measured> {
  const call = contender[operation];
  let left = requests;
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const id = await call();
      if (!IDS.has(id)) throw new Error(`answered with the id ${id}`);
    }
  }
  const start = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return { milliseconds: performance.now() - start };
}

const [name = "", url = ""] = process.argv.slice(2);
const load = contenders[name];
if (load === undefined) throw new Error(`no contender is called ${name}`);
const connect = await load();
const contender = connect(url);
process.on("message", async (task: Task) => {
  process.send?.(await measure(contender, task));
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
