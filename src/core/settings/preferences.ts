import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLanguage, type Language } from '../../shared/domain/language.ts';

export const DEFAULT_LANGUAGE: Language = 'zh-CN';

/** Chosen language, or the default: an unreadable preference is no reason to bother anybody. */
export async function readLanguage(dataDirectory: string | null): Promise<Language> {
  if (dataDirectory === null) return DEFAULT_LANGUAGE;
  try {
    const text = await readFile(path.join(dataDirectory, 'preferences.json'), 'utf8');
    const { language } = JSON.parse(text) as { language?: unknown };
    return isLanguage(language) ? language : DEFAULT_LANGUAGE;
  } catch {
    return DEFAULT_LANGUAGE;
  }
}
