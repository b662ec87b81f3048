export { collectEvidence, type EvidenceOptions, type EvidenceSubject } from "./collect-evidence.ts";
export type { EvidenceEntry, EvidenceFile } from "./evidence-entry.ts";
export { EvidenceError } from "./evidence-error.ts";
export { type EvidenceProblem, type EvidenceVerdict, verifyEvidence } from "./verify-evidence.ts";
