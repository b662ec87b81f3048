// Loaded first by a command that runs in a process of its own: gives it the clock of the month.
import { installWorldClock, OFFSET_VARIABLE, setClockOffset } from "./world-clock.ts";

setClockOffset(process.env[OFFSET_VARIABLE] ?? "0");
installWorldClock();
