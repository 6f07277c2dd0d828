// npm run licences: every package that is part of what is shipped, its licence, and whether that is one we may ship under.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SHIPPED, type ShippedPackage } from '../third-party-notices.ts';

/** Ask for no more than their text to be kept with the program, which THIRD-PARTY-NOTICES.txt does. SPDX identifiers. */
export const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'X11',
  'Zlib',
]);

/** @param expression of SPDX, with AND and OR: of an OR one is chosen, of an AND all bind. Anything else is not allowed. */
export function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, ' ');
  const mixed = /\bAND\b/.test(plain) && /\bOR\b/.test(plain);
  const known = (id: string): boolean => ALLOWED.has(id.trim());
  // Which binds stronger would have to be parsed; no package says such a thing.
  if (mixed) return false;
  return /\bOR\b/.test(plain) ? plain.split(/\bOR\b/).some(known) : plain.split(/\bAND\b/).every(known);
}

export const readShipped = (root: string): ShippedPackage[] =>
  JSON.parse(readFileSync(path.join(root, 'out', SHIPPED), 'utf8')) as ShippedPackage[];

if (import.meta.main) {
  const shipped = readShipped(path.resolve(import.meta.dirname, '../..'));
  const refused = shipped.filter(({ licence }) => !isAllowed(licence));
  for (const { name, version, licence } of shipped) process.stdout.write(`${licence.padEnd(28)} ${name} ${version}\n`);
  process.stdout.write(`${shipped.length} packages, texts in out/THIRD-PARTY-NOTICES.txt\n`);
  for (const { name, licence } of refused) process.stderr.write(`Not allowed to be shipped: ${name} (${licence})\n`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
