import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  isCallExpression,
  isIdentifier,
  isObjectBindingPattern,
  isPropertyAccessExpression,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { API, type Checker, type Symbol as TypeSymbol } from 'typescript/unstable/sync';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DECLARATIONS = /[\\/]electron[\\/]electron\.d\.ts$/;
/** What is done with a value of Electron's, each with its name in electron.d.ts: `App.quit`, and of events `App 'will-quit'`. */
export interface UsedMembers {
  readonly members: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
}

/** Asks the compiler what these folders of the sources use of Electron, whatever the variables there are called. */
export function usedMembers(folders: readonly string[]): UsedMembers {
  // Below the project, where the compiler finds its packages.
  const artifacts = path.join(ROOT, 'test-artifacts');
  mkdirSync(artifacts, { recursive: true });
  const scratch = mkdtempSync(path.join(artifacts, 'used-members-'));
  const api = new API({ cwd: ROOT });
  try {
    const config = path.join(scratch, 'tsconfig.json');
    const include = folders.map((folder) => path.join(ROOT, folder, '**/*.ts'));
    const compilerOptions = { composite: false, noEmit: true, types: ['node'], lib: ['ES2024', 'ESNext.Disposable'] };
    writeFileSync(config, JSON.stringify({ extends: path.join(ROOT, 'tsconfig.base.json'), compilerOptions, include }));
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error('the compiler opened no project');
    const used = { members: new Set<string>(), events: new Set<string>() };
    for (const file of project.program.getSourceFileNames().filter((name) => isIn(folders, name)))
      collect(project.program.getSourceFile(file)!, project.checker, used);
    return used;
  } finally {
    api.close();
    rmSync(scratch, { recursive: true });
  }
}

const isIn = (folders: readonly string[], file: string): boolean =>
  folders.some((folder) => !path.relative(path.join(ROOT, folder), file).startsWith('..'));

function collect(source: SourceFile, checker: Checker, used: { members: Set<string>; events: Set<string> }): void {
  const note = (symbol: TypeSymbol | undefined, event: string | null) => {
    if (symbol === undefined || !symbol.declarations.some(({ path: file }) => DECLARATIONS.test(file))) return;
    const owner = symbol.getParent()?.name ?? '';
    if (event === null) used.members.add(`${owner}.${symbol.name}`);
    else used.events.add(`${owner} '${event}'`);
  };
  const visit = (node: Node): void => {
    if (isPropertyAccessExpression(node)) note(checker.getSymbolAtLocation(node.name), eventOf(node.parent));
    if (isObjectBindingPattern(node)) {
      const type = checker.getTypeAtLocation(node);
      for (const { name, propertyName = name } of node.elements)
        if (type !== undefined && propertyName !== undefined && isIdentifier(propertyName))
          note(checker.getPropertyOfType(type, propertyName.text), null);
    }
    node.forEachChild(visit);
  };
  visit(source);
}

/** The event that `x.on('event', …)` listens to. */
function eventOf(call: Node): string | null {
  if (!isCallExpression(call) || !isPropertyAccessExpression(call.expression)) return null;
  const [first] = call.arguments;
  const listens = ['on', 'once'].includes(call.expression.name.text);
  return listens && first !== undefined && isStringLiteral(first) ? first.text : null;
}
