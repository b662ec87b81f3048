import { defineBrowserTests } from "../browser-testing/src/define-browser-tests.ts";

export default defineBrowserTests("ui");
