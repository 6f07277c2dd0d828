import type { Language } from '../../shared/domain/language.ts';
import type { Result } from '../../shared/domain/result.ts';
import { createI18n } from '../../shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../shared/locales/inspections.ts';
import { createWording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { type ArchiveOrder, type ArchiveReport, writeArchive } from '../inspections/archive/write-archive.ts';

/** The archive of a month, in the words of inspections. Loaded when one is written. */
export async function archiveMonth(
  { language, ...order }: Omit<ArchiveOrder, 'wording' | 'now'> & { readonly language: Language },
  { publication, now }: Pick<Dependencies, 'publication' | 'now'>,
  signal: AbortSignal,
): Promise<Result<ArchiveReport>> {
  const texts = createI18n(language, INSPECTION_TEXTS);
  const wording = createWording(texts, language, publication.guide.causes);
  return await writeArchive({ ...order, wording, now: now() }, signal);
}
