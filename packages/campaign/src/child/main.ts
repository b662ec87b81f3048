import type { ParentMessage } from "./job.ts";
import { createParentLink } from "./parent-link.ts";
import { runJob } from "./run-job.ts";

const link = createParentLink();

process.on("message", (message: ParentMessage) => {
  if (message.kind === "go-on") {
    link.receive(message);
    return;
  }
  runJob(message.job, link).then(
    (result) => link.tell({ kind: "done", result }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// A terminal's Ctrl-C reaches this process as well; its parent decides when to end.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
// Without a parent there is nobody to work for.
process.on("disconnect", () => process.exit(0));
link.tell({ kind: "ready" });
