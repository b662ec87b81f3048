import { toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChangeRequest, PlanView, ResultView } from "../views.ts";
import { api } from "./api.ts";
import { describe } from "./live.ts";

/** What the dialog needs. */
export interface DialogProperties {
  readonly request: ChangeRequest;
  /** Is called when something was or may have been changed. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

interface Standing {
  readonly plan?: PlanView;
  readonly result?: ResultView;
  readonly failure?: string;
  readonly isWorking: boolean;
}

function toLines(lines: readonly string[]): ComponentChild {
  return h(
    "ul",
    { class: "lines" },
    lines.map((line) => h("li", {}, h("bdi", {}, toVisible(line)))),
  );
}

function PlanPart({ plan }: { readonly plan: PlanView }): ComponentChild {
  const { steps, warning, by } = plan;
  return h(
    "div",
    {},
    h("p", {}, "This is going to happen:"),
    toLines(steps),
    warning === undefined ? null : h("p", { class: "verdict bad" }, toVisible(warning)),
    by === undefined
      ? null
      : h("p", {}, h("small", {}, `The ledger keeps that ${toVisible(by)} wanted it.`)),
  );
}

function titleOf({ plan, result, failure }: Standing): string {
  if (result !== undefined) return result.isDone ? "Done" : "Not all of it was done";
  if (failure !== undefined && plan === undefined) return "This cannot be done";
  return plan === undefined ? "Looking what would happen…" : plan.title;
}

function Body({ standing }: { readonly standing: Standing }): ComponentChild {
  const { plan, result, failure, isWorking } = standing;
  return h(
    "div",
    { role: "status" },
    plan !== undefined && result === undefined ? h(PlanPart, { plan }) : null,
    result === undefined ? null : toLines(result.lines),
    failure === undefined ? null : h("p", { class: "verdict bad" }, toVisible(failure)),
    isWorking && plan !== undefined ? h("p", {}, "Working…") : null,
  );
}

/** Shows what a change would do, makes it when that is confirmed, and shows what became of it. */
export function ChangeDialog({ request, onChanged, onClose }: DialogProperties): ComponentChild {
  const dialog = useRef<HTMLDialogElement>(null);
  const [standing, setStanding] = useState<Standing>({ isWorking: true });
  const { plan, result, isWorking } = standing;
  useEffect(() => {
    dialog.current?.showModal();
    api.plan(request).then(
      (planned) => setStanding({ plan: planned, isWorking: false }),
      (error) => setStanding({ failure: describe(error), isWorking: false }),
    );
  }, []);
  const confirm = async (): Promise<void> => {
    if (plan === undefined || isWorking) return;
    setStanding({ plan, isWorking: true });
    try {
      const done = await api.perform(plan.planId);
      setStanding({ plan, result: done, isWorking: false });
    } catch (error) {
      setStanding({ plan, failure: describe(error), isWorking: false });
    }
    onChanged();
  };
  const isOver = result !== undefined || plan === undefined;
  const close = h(
    "button",
    { type: "button", onClick: () => dialog.current?.close() },
    isOver ? "Close" : "Do nothing",
  );
  const yes = h(
    "button",
    { type: "button", class: "confirm", disabled: isWorking, onClick: () => void confirm() },
    "Confirm",
  );
  return h(
    "dialog",
    { ref: dialog, onClose, "aria-labelledby": "dialog-title" },
    h("h2", { id: "dialog-title" }, titleOf(standing)),
    h(Body, { standing }),
    h("div", { class: "choices" }, isOver ? null : yes, close),
  );
}
