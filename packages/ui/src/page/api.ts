import type {
  ChangeRequest,
  FailureView,
  Overview,
  PlanView,
  RecordPage,
  RecordView,
  ResultView,
  SearchView,
} from "../views.ts";

/** Thrown when the server did not answer as was hoped. */
export class Failure extends Error {
  readonly isPassing: boolean;

  constructor({ error, isPassing }: FailureView) {
    super(error);
    this.isPassing = isPassing;
  }
}

const GONE: FailureView = {
  error:
    'Nothing answers any more. Is "usage-billing ui" still running? Start it and open the link that it prints.',
  isPassing: true,
};

async function read<View>(response: Response): Promise<View> {
  const view = await response.json().catch(() => ({ error: GONE.error, isPassing: true }));
  if (!response.ok) throw new Failure(view as FailureView);
  return view as View;
}

async function ask<View>(path: string, options: RequestInit): Promise<View> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new Failure(GONE);
  }
  return read(response);
}

function post<View>(path: string, body: unknown): Promise<View> {
  const headers = { "content-type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Which records a list shows. */
export interface ListChoice {
  readonly states: string;
  readonly channel: string;
  readonly page: number;
}

/** What the server is asked for. */
export const api = {
  overview: (signal: AbortSignal): Promise<Overview> => ask("api/overview", { signal }),
  records: ({ states, channel, page }: ListChoice, signal: AbortSignal): Promise<RecordPage> => {
    const query = new URLSearchParams({ states, channel, page: String(page) });
    return ask(`api/records?${query}`, { signal });
  },
  record: (id: string, signal: AbortSignal): Promise<RecordView> =>
    ask(`api/record?${new URLSearchParams({ id })}`, { signal }),
  search: (id: string): Promise<SearchView> => ask(`api/search?${new URLSearchParams({ id })}`, {}),
  plan: (request: ChangeRequest): Promise<PlanView> => post("api/plan", request),
  perform: (planId: string): Promise<ResultView> => post("api/perform", { planId }),
};
