import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** What documentation says of an error class. */
export interface ErrorClass {
  readonly name: string;
  readonly parent: string;
  /** The package that exports it. */
  readonly package: string;
  readonly code: string | undefined;
  /** When it is thrown: the class's own comment. */
  readonly summary: string;
  readonly retryable: Answer;
  readonly outcomeUnknown: Answer;
}

/** Whether a property of an error is always true, never, or decided when the error is made. */
export type Answer = "yes" | "no" | "depends" | "inherited";

function findProperty(
  { members }: ts.ClassDeclaration,
  name: string,
): ts.PropertyDeclaration | undefined {
  return members.filter(ts.isPropertyDeclaration).find((one) => one.name.getText() === name);
}

function readAnswer(declaration: ts.ClassDeclaration, name: string): Answer {
  const property = findProperty(declaration, name);
  if (property === undefined) return "inherited";
  if (property.initializer === undefined) return "depends";
  return property.initializer.kind === ts.SyntaxKind.TrueKeyword ? "yes" : "no";
}

function readCode(declaration: ts.ClassDeclaration): string | undefined {
  return /"([A-Z_]+)"/.exec(findProperty(declaration, "code")?.initializer?.getText() ?? "")?.[1];
}

function readClass(declaration: ts.ClassDeclaration, packageName: string): ErrorClass {
  const [comment] = ts.getJSDocCommentsAndTags(declaration);
  return {
    name: declaration.name?.text ?? "",
    parent: declaration.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "",
    package: packageName,
    code: readCode(declaration),
    summary: ts.getTextOfJSDocComment(comment?.comment)?.replaceAll(/\s+/g, " ") ?? "",
    retryable: readAnswer(declaration, "retryable"),
    outcomeUnknown: readAnswer(declaration, "outcomeUnknown"),
  };
}

function readFile(root: string, file: string): readonly ts.ClassDeclaration[] {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  return source.statements.filter(ts.isClassDeclaration);
}

function readPackage(root: string, folder: string): readonly ErrorClass[] {
  const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const entry = readFileSync(join(root, folder, "src/index.ts"), "utf8");
  return globSync(`${folder}/src/**/*-error.ts`, { cwd: root })
    .sort()
    .flatMap((file) => readFile(root, file))
    .map((declaration) => readClass(declaration, name))
    .filter((found) => new RegExp(`\\b${found.name}\\b`).test(entry));
}

/**
 * Reads every error class that a published package exports and that has a stable code.
 *
 * @param root - The repository's folder.
 * @returns The classes, those of `core` first.
 */
export function readErrorClasses(root: string): readonly ErrorClass[] {
  const folders = globSync("packages/{*,clients/*,adapters/*}/src/index.ts", { cwd: root })
    .map((entry) => dirname(dirname(entry)))
    .filter((folder) => folder !== "packages/core")
    .sort();
  const classes = ["packages/core", ...folders].flatMap((folder) => readPackage(root, folder));
  return classes.filter(({ code, name }) => code !== undefined || name === "UsageBillingError");
}
