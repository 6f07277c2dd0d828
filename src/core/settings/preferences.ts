import path from 'node:path';
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '../../shared/domain/language.ts';
import { readRegularFile, usualLimit } from '../platform/regular-file.ts';

/** It holds one short word. */
const LIMIT = usualLimit(64 * 1024);

/** Chosen language, or the default: an unreadable preference is no reason to bother anybody. */
export async function readLanguage(dataDirectory: string | null): Promise<Language> {
  if (dataDirectory === null) return DEFAULT_LANGUAGE;
  try {
    const bytes = await readRegularFile(path.join(dataDirectory, 'preferences.json'), LIMIT);
    if (!bytes.ok) return DEFAULT_LANGUAGE;
    const { language } = JSON.parse(bytes.value.toString('utf8')) as { language?: unknown };
    return isLanguage(language) ? language : DEFAULT_LANGUAGE;
  } catch {
    return DEFAULT_LANGUAGE;
  }
}
