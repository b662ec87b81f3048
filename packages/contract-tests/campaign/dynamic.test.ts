import { describeDynamicAnswers } from "../test/dynamic-answers.ts";

describeDynamicAnswers(200);
