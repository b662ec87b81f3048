import ts from "typescript";

/** Text of a doc comment before its first tag. */
function summaryOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}

function judgeSummary(summary: string): readonly string[] {
  if (summary === "") return ["which has no TSDoc"];
  return /[.:!?`)]$/.test(summary) ? [] : ["whose TSDoc does not end with a full stop"];
}

/** The function that a symbol declares, or that a constant holds. */
function functionOf(symbol: ts.Symbol): ts.SignatureDeclaration | undefined {
  for (const declaration of symbol.declarations ?? []) {
    if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) {
      return declaration;
    }
  }
  return undefined;
}

function returnsNothing({ type }: ts.SignatureDeclaration): boolean {
  return /^(void|never|Promise<void>|asserts .*)$/.test(type?.getText() ?? "void");
}

function judgeFunction(declaration: ts.SignatureDeclaration): readonly string[] {
  const documented = ts
    .getJSDocTags(declaration)
    .filter(ts.isJSDocParameterTag)
    .map(({ name }) => name.getText());
  const undocumented = declaration.parameters
    // A destructured parameter has no name of its own; its type documents the members.
    .map(({ name }, index) =>
      ts.isIdentifier(name) ? name.text : (documented[index] ?? "options"),
    )
    .filter((name) => !documented.includes(name));
  const returns = returnsNothing(declaration) || ts.getJSDocReturnTag(declaration) !== undefined;
  return [
    ...undocumented.map((name) => `whose parameter ${name} has no @param`),
    ...(returns ? [] : ["which has no @returns"]),
  ];
}

/** The public methods that a class declares itself; what it overrides is documented where it began. */
function methodsOf(symbol: ts.Symbol): readonly ts.Symbol[] {
  const members = [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])];
  return members.filter(({ declarations = [] }) =>
    declarations.some(
      (one) =>
        ts.isMethodDeclaration(one) &&
        !ts.isPrivateIdentifier(one.name) &&
        (ts.getCombinedModifierFlags(one) &
          (ts.ModifierFlags.Private | ts.ModifierFlags.Override)) ===
          0,
    ),
  );
}

/**
 * Judges the TSDoc of one export: a summary that ends, every parameter, what is returned; of a class
 * also its public methods.
 *
 * @param checker - The program's type checker.
 * @param symbol - The export, followed to where it is declared.
 * @returns What is wrong, as relative clauses; empty when nothing is.
 */
export function judgeDocumentation(checker: ts.TypeChecker, symbol: ts.Symbol): readonly string[] {
  const declaration = functionOf(symbol);
  const own = [
    ...judgeSummary(summaryOf(checker, symbol)),
    ...(declaration === undefined ? [] : judgeFunction(declaration)),
  ];
  const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0;
  const methods = isClass ? methodsOf(symbol) : [];
  return [
    ...own,
    ...methods.flatMap((method) =>
      judgeSummary(summaryOf(checker, method)).map(
        (problem) => `its method ${method.name}, ${problem}`,
      ),
    ),
  ];
}
