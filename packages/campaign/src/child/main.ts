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
// Without a parent there is nobody to work for.
process.on("disconnect", () => process.exit(0));
link.tell({ kind: "ready" });
