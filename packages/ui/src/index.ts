export type { Failure, UiDesk, UiOptions } from "./options.ts";
export { startUi, type UiServer } from "./start-ui.ts";
export { UiError } from "./ui-error.ts";
export type { Explanation, ExplanationPart, HistoryLine } from "./views.ts";
