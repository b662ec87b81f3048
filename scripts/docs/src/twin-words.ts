import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text of a twin's sources, with `x` where a value is put in. */
export interface TwinWords {
  readonly file: string;
  readonly text: string;
}

function readText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => `x${literal.text}`)].join("");
}

function collect(node: ts.Node, take: (text: string) => void): void {
  if (ts.isImportDeclaration(node)) return;
  const text = readText(node);
  if (text !== undefined) take(text);
  ts.forEachChild(node, (child) => collect(child, take));
}

/**
 * Reads every text of two words or more that stands in the sources of a twin.
 *
 * @param root - The repository's folder.
 * @param api - The twin's folder.
 * @returns The texts: all that the twin can say, and what it says to nobody.
 */
export function readTwinWords(root: string, api: string): readonly TwinWords[] {
  const files = globSync(`packages/twins/src/${api}/**/*.ts`, { cwd: root });
  return files
    .filter((file) => !file.endsWith(".test.ts"))
    .sort()
    .flatMap((file) => {
      const found: TwinWords[] = [];
      const path = join(root, file);
      const source = ts.createSourceFile(
        path,
        readFileSync(path, "utf8"),
        ts.ScriptTarget.ESNext,
        true,
      );
      collect(source, (text) => {
        if (/\w\W* +\W*\w/.test(text)) found.push({ file, text });
      });
      return found;
    });
}
