import { defineBrowserTests } from "./src/define-browser-tests.ts";

export default defineBrowserTests("browser-testing");
