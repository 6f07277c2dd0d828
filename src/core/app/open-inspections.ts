import type { Language } from '../../shared/domain/language.ts';
import type { AppParts } from './app-parts.ts';
import type { Inspections } from '../inspections/inspections.ts';
import type { InspectionSources } from '../inspections/sources.ts';
import { readStation } from '../settings/station-file.ts';
import { readTeacher } from '../settings/teacher-file.ts';

/** What the app has already when inspections are first asked for. */
interface InUse extends Pick<InspectionSources, 'session' | 'check' | 'requests'> {
  language(): Promise<Language>;
}

/** Loads what inspections need, with their words, and puts it together. */
export async function openInspections(parts: AppParts, inUse: InUse): Promise<Inspections> {
  const { dataDirectory, stationFile, publication, secrets, printer } = parts;
  const { createInspections } = await import('../inspections/create-inspections.ts');
  const { createI18n } = await import('../../shared/i18n.ts');
  const { createWording } = await import('../../shared/wording.ts');
  const { INSPECTION_TEXTS } = await import('../../shared/locales/inspections.ts');
  const words = createI18n('zh-CN', INSPECTION_TEXTS);
  return createInspections({
    ...inUse,
    dataDirectory,
    secrets,
    printer,
    publication,
    program: parts.version,
    demo: parts.world !== null,
    station: () => readStation(stationFile),
    teacher: () => readTeacher(dataDirectory),
    words: (wanted) => createWording(words, wanted, publication.guide.causes),
    now: () => new Date(),
  });
}
