import path from 'node:path';
import type { FoundProduct } from '../../shared/domain/software-facts.ts';
import type { FindRule } from '../published/find-rule.ts';
import type { Product } from '../published/matrix-schema.ts';
import type { Note } from '../platform/reading-troubles.ts';
import { type Surroundings, cleanPath, expandPath } from '../platform/host-environment.ts';
import type { CitedText } from '../../shared/domain/reading-trouble.ts';
import { kindAt, readJsonIfThere, readTextIfThere } from './files/open-file.ts';
import { registryText } from '../platform/registry.ts';
import { LONGEST, publishedPattern } from '../platform/published-pattern.ts';
import { JsonDocument } from './files/json-document.ts';
import { messageOf } from '../platform/message-of.ts';

export interface FoundProducts {
  /** Ids of the products that have a rule for this system. */
  readonly lookedFor: readonly string[];
  readonly found: readonly FoundProduct[];
}

async function findProduct(
  product: string,
  rules: readonly FindRule[],
  surroundings: Surroundings,
  note: Note,
): Promise<FoundProduct | null> {
  for (const rule of rules) {
    const folder = await findFolder(rule.folder, surroundings, note);
    if (folder !== null)
      return { product, folder, version: await findVersion(rule.version, folder.text, surroundings, note), files: [] };
  }
  return null;
}

/** Looks for products by their published rules; the first rule whose folder exists counts. */
export async function findProducts(
  products: readonly Product[],
  surroundings: Surroundings,
  note: Note,
): Promise<FoundProducts> {
  const sought = products
    .map(({ id, find = [] }) => ({ id, rules: find.filter(({ platform }) => platform === surroundings.platform) }))
    .filter(({ rules }) => rules.length > 0);
  const found = await Promise.all(sought.map(({ id, rules }) => findProduct(id, rules, surroundings, note)));
  return { lookedFor: sought.map(({ id }) => id), found: found.filter((product) => product !== null) };
}

/** Installation folder by one rule; null when the rule finds none that exists. */
export async function findFolder(
  rule: FindRule['folder'],
  surroundings: Surroundings,
  note: Note,
): Promise<CitedText | null> {
  if ('path' in rule) {
    const folder = expandPath(rule.path, surroundings.env, surroundings.home);
    return folder !== null && (await kindAt(folder)) === 'folder' ? { text: folder, source: folder } : null;
  }
  const registered = registryText(await surroundings.registry(), rule.registry, rule.value, note);
  if (registered === null) return null;
  const folder = path.join(cleanPath(registered.text), rule.below ?? '');
  if ((await kindAt(folder)) === 'folder') return { text: folder, source: registered.source };
  // Left behind by an uninstaller, or on a drive that is gone: the product is not there, but the reason is worth telling.
  note({ place: registered.source, code: 'missing', detail: folder });
  return null;
}

type VersionRule = FindRule['version'][number];

const cite = (text: string | null, source: string): CitedText | null =>
  text === null || text.trim() === '' ? null : { text: text.trim(), source };

/** A file that tells a version tells it early; no pattern is let loose on a whole megabyte. */
const MOST_LINES = 1000;

/**
 * First capture group in the first line that matches; a pattern that matches nothing is told, because the file that should tell the
 * version is there.
 */
function capture(text: string, pattern: string, file: string, note: Note): string | null {
  let matched: string | undefined;
  try {
    const match = publishedPattern(pattern, '', LONGEST.line);
    if (match === null) throw new SyntaxError('pattern without bounds');
    for (const line of text.split(/\r\n?|\n/, MOST_LINES)) {
      const found = match(line);
      if (found === null) continue;
      matched = found[1];
      break;
    }
  } catch (cause) {
    note({ place: file, code: 'wrong-type', detail: messageOf(cause) });
    return null;
  }
  if (matched === undefined) note({ place: file, code: 'wrong-type', detail: `no match for ${pattern}` });
  return matched ?? null;
}

async function versionBy(
  rule: VersionRule,
  folder: string,
  surroundings: Surroundings,
  note: Note,
): Promise<CitedText | null> {
  if ('registry' in rule) return registryText(await surroundings.registry(), rule.registry, rule.value, note);
  if ('program' in rule) {
    const file = path.join(folder, rule.program);
    const { readFileVersion } = await import('./files/file-version.ts');
    return cite(await readFileVersion(file, note), file);
  }
  if ('text' in rule) {
    const file = path.join(folder, rule.text);
    const text = await readTextIfThere(file, note);
    return text === null ? null : cite(capture(text, rule.pattern, file, note), file);
  }
  const file = path.join(folder, rule.json);
  const read = await readJsonIfThere(file, note);
  return cite(new JsonDocument(read, file, note).text(rule.field), file);
}

/** The first rule that tells a version. */
export async function findVersion(
  rules: readonly VersionRule[],
  folder: string,
  surroundings: Surroundings,
  note: Note,
): Promise<CitedText | null> {
  for (const rule of rules) {
    const version = await versionBy(rule, folder, surroundings, note);
    if (version !== null) return version;
  }
  return null;
}
