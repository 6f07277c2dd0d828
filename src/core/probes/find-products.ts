import path from 'node:path';
import type { FoundProduct } from '../../shared/domain/software-facts.ts';
import type { FindRule, Product } from '../published/matrix-schema.ts';
import type { ReportTrouble } from '../platform/reading-troubles.ts';
import { type HostEnvironment, cleanPath, expandPath } from '../platform/host-environment.ts';
import type { CitedText } from '../../shared/domain/reading-trouble.ts';
import { kindAt, readJsonIfExists, readTextIfExists } from './files/open-file.ts';
import { registryText } from '../platform/registry.ts';
import { LONGEST, publishedPattern } from '../platform/published-pattern.ts';
import { JsonDocument } from './files/json-document.ts';
import { messageOf } from '../platform/message-of.ts';

export interface FoundProducts {
  /** Ids of the products with a rule for this system. */
  readonly lookedFor: readonly string[];
  readonly found: readonly FoundProduct[];
}

async function findProduct(
  product: string,
  rules: readonly FindRule[],
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<FoundProduct | null> {
  for (const rule of rules) {
    const folder = await findFolder(rule.folder, environment, report);
    if (folder !== null)
      return { product, folder, version: await findVersion(rule.version, folder.text, environment, report), files: [] };
  }
  return null;
}

/** Finds products by their published rules; the first rule whose folder exists is used. */
export async function findProducts(
  products: readonly Product[],
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<FoundProducts> {
  const sought = products
    .map(({ id, find = [] }) => ({ id, rules: find.filter(({ platform }) => platform === environment.platform) }))
    .filter(({ rules }) => rules.length > 0);
  const found = await Promise.all(sought.map(({ id, rules }) => findProduct(id, rules, environment, report)));
  return { lookedFor: sought.map(({ id }) => id), found: found.filter((product) => product !== null) };
}

/** Finds the installation folder by one rule; null where it does not exist. */
async function findFolder(
  rule: FindRule['folder'],
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<CitedText | null> {
  if ('path' in rule) {
    const folder = expandPath(rule.path, environment.env, environment.home);
    return folder !== null && (await kindAt(folder)) === 'folder' ? { text: folder, source: folder } : null;
  }
  const registered = registryText(await environment.registry(), rule.registry, rule.value, report);
  if (registered === null) return null;
  const folder = path.join(cleanPath(registered.text), rule.below ?? '');
  if ((await kindAt(folder)) === 'folder') return { text: folder, source: registered.source };
  // Left by an uninstaller, or on a missing drive: the product is not installed, but the reason is worth reporting.
  report({ place: registered.source, code: 'missing', detail: folder });
  return null;
}

type VersionRule = FindRule['version'][number];

const cite = (text: string | null, source: string): CitedText | null =>
  text === null || text.trim() === '' ? null : { text: text.trim(), source };

/** Maximum number of lines that are matched: the version is near the beginning of such files. */
const MAX_LINES = 1000;

/**
 * The first capture group in the first matching line. A pattern without a match is reported, because the file that should contain
 * the version exists.
 */
function capture(text: string, pattern: string, file: string, report: ReportTrouble): string | null {
  let matched: string | undefined;
  try {
    const match = publishedPattern(pattern, '', LONGEST.line);
    if (match === null) throw new SyntaxError('pattern without bounds');
    for (const line of text.split(/\r\n?|\n/, MAX_LINES)) {
      const found = match(line);
      if (found === null) continue;
      matched = found[1];
      break;
    }
  } catch (cause) {
    report({ place: file, code: 'wrong-type', detail: messageOf(cause) });
    return null;
  }
  if (matched === undefined) report({ place: file, code: 'wrong-type', detail: `no match for ${pattern}` });
  return matched ?? null;
}

async function versionBy(
  rule: VersionRule,
  folder: string,
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<CitedText | null> {
  if ('registry' in rule) return registryText(await environment.registry(), rule.registry, rule.value, report);
  if ('program' in rule) {
    const file = path.join(folder, rule.program);
    const { readFileVersion } = await import('./files/file-version.ts');
    return cite(await readFileVersion(file, report), file);
  }
  if ('text' in rule) {
    const file = path.join(folder, rule.text);
    const text = await readTextIfExists(file, report);
    return text === null ? null : cite(capture(text, rule.pattern, file, report), file);
  }
  const file = path.join(folder, rule.json);
  const read = await readJsonIfExists(file, report);
  return cite(new JsonDocument(read, file, report).text(rule.field), file);
}

/** Finds the version by the first rule that has one. */
async function findVersion(
  rules: readonly VersionRule[],
  folder: string,
  environment: HostEnvironment,
  report: ReportTrouble,
): Promise<CitedText | null> {
  for (const rule of rules) {
    const version = await versionBy(rule, folder, environment, report);
    if (version !== null) return version;
  }
  return null;
}
