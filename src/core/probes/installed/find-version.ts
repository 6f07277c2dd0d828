import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import type { FindRule } from '../../published/matrix-schema.ts';
import { LONGEST, publishedPattern } from '../../platform/published-pattern.ts';
import { JsonDocument } from '../files/json-fields.ts';
import { readJsonIfThere, readTextIfThere } from '../files/read-text.ts';
import type { Note } from '../../platform/note.ts';
import { messageOf } from '../../platform/message-of.ts';
import { registryText } from '../../platform/registry/registry-text.ts';
import type { Surroundings } from '../../platform/surroundings.ts';

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
    const { readFileVersion } = await import('../files/file-version.ts');
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
