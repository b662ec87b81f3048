import { toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FirstState } from "../page-shell.ts";
import type { ChangeRequest, Overview } from "../views.ts";
import { api, type ListChoice } from "./api.ts";
import { ChangeDialog } from "./change-dialog.ts";
import { readRecordHash } from "./format.ts";
import { useLive } from "./live.ts";
import { Attention, Counts, Deliveries } from "./overview.ts";
import { RecordList } from "./record-list.ts";
import { RecordPage } from "./record-view.ts";
import { Search, StatementForm } from "./search-forms.ts";

function useHash(): string {
  // The server does not know it, and renders the overview.
  const [hash, setHash] = useState(globalThis.location?.hash ?? "");
  // Before the browser paints: an address that changes right after the page came must not be missed.
  useLayoutEffect(() => {
    const change = (): void => setHash(window.location.hash);
    window.addEventListener("hashchange", change);
    return () => window.removeEventListener("hashchange", change);
  }, []);
  return hash;
}

/** A screen reader goes where the page went; not when the page has just been loaded. */
function useFocusOn(recordId: string | undefined): void {
  const isFirst = useRef(true);
  useEffect(() => {
    document.title =
      recordId === undefined ? "Usage billing" : `Record ${recordId} – Usage billing`;
    if (!isFirst.current) {
      const id = recordId === undefined ? "list-title" : "record-title";
      document.getElementById(id)?.focus({ preventScroll: recordId !== undefined });
      if (recordId !== undefined) window.scrollTo(0, 0);
    }
    isFirst.current = false;
  }, [recordId]);
}

function Header({ overview }: { readonly overview: Overview | undefined }): ComponentChild {
  const facts =
    overview === undefined
      ? "The ledger was not read yet."
      : `Ledger ${toVisible(overview.ledger)}, read at ${overview.takenAt.slice(11, 19)} UTC`;
  const month = (overview?.takenAt ?? new Date().toISOString()).slice(0, 7);
  return h(
    "header",
    {},
    h("h1", {}, "Usage billing"),
    h("p", { class: "facts" }, facts),
    h("div", { class: "tools" }, h(Search, {}), h(StatementForm, { month })),
  );
}

/** The whole page. */
export function App({ first }: { readonly first: FirstState }): ComponentChild {
  const recordId = readRecordHash(useHash());
  const [version, setVersion] = useState(0);
  const [request, setRequest] = useState<ChangeRequest | undefined>(undefined);
  const [choice, setChoice] = useState<ListChoice>({ states: "", channel: "", page: 0 });
  const { view: overview, failure } = useLive(api.overview, String(version), first.overview);
  useFocusOn(recordId);
  const show = (states: string, channel: string): void => {
    setChoice({ states, channel, page: 0 });
    document.getElementById("list-title")?.focus();
  };
  const problem = failure ?? (overview === undefined ? first.failure?.error : undefined);
  const listed = {
    ...{ choice, version, first: first.failed },
    ...{ onChoose: setChoice, onChange: setRequest },
  };
  const home =
    overview === undefined
      ? null
      : [
          h(Attention, { overview, onShow: show }),
          h(RecordList, { ...listed, overview }),
          h(Deliveries, { overview }),
          h(Counts, { overview }),
        ];
  const dialog =
    request === undefined
      ? null
      : h(ChangeDialog, {
          request,
          onChanged: () => setVersion((before) => before + 1),
          onClose: () => setRequest(undefined),
        });
  return h(
    "div",
    { class: "page" },
    h("a", { class: "skip", href: "#main", onClick: skip }, "Skip to the records"),
    h(Header, { overview }),
    h(
      "main",
      { id: "main", tabIndex: -1 },
      h(
        "p",
        { class: problem === undefined ? "notice" : "notice omitted", role: "status" },
        problem,
      ),
      recordId === undefined
        ? home
        : h(RecordPage, { recordId, version, onChange: setRequest, key: recordId }),
    ),
    h("footer", {}, h("p", {}, "Served by usage-billing on this machine only. All times are UTC.")),
    dialog,
  );
}

/** The address names what is shown, so a jump must not change it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
