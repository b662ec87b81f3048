import { describeDynamicAnswers } from "./dynamic-answers.ts";

describeDynamicAnswers(6);
