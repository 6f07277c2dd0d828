import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Language, languageSchema } from '../../shared/domain/language.ts';
import { readJsonFile } from '../read-json-file.ts';

const preferencesSchema = z.object({ language: languageSchema });

export const DEFAULT_LANGUAGE: Language = 'zh-CN';

/** Chosen language, or the default: an unreadable preference is no reason to bother anybody. */
export async function readLanguage(dataDirectory: string): Promise<Language> {
  const file = path.join(dataDirectory, 'preferences.json');
  if (!existsSync(file)) return DEFAULT_LANGUAGE;
  const preferences = await readJsonFile(file, preferencesSchema, 'vrlab.preferences/1');
  return preferences.ok ? preferences.value.language : DEFAULT_LANGUAGE;
}
