import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { AppParts } from './app-parts.ts';
import { faultCodesOf } from '../requests/fault-code/fault-code-of.ts';
import type { ServiceRequests } from '../requests/service-requests.ts';
import { readStation } from '../settings/station-file.ts';
import { readTeacher } from '../settings/teacher-file.ts';
import type { DatabaseSession } from '../store/database-session.ts';

/** What the app has already when requests are first asked for. */
interface InUse {
  readonly session: DatabaseSession;
  readonly run: (id: string) => Promise<Result<CheckRun>>;
  readonly lastRunAt: () => Promise<string | null>;
  readonly language: () => Promise<Language>;
}

/** Loads what requests need, with their words, and puts it together. */
export async function openRequests(
  parts: AppParts,
  { session, run, lastRunAt, language }: InUse,
): Promise<ServiceRequests> {
  const { dataDirectory, stationFile, publication, secrets, printer } = parts;
  const { createServiceRequests } = await import('../requests/service-requests.ts');
  const { createI18n } = await import('../../shared/i18n.ts');
  const { createWording } = await import('../../shared/wording.ts');
  const { OUTGOING_TEXTS } = await import('../../shared/locales/outgoing.ts');
  const words = createI18n('zh-CN', OUTGOING_TEXTS);
  return createServiceRequests({
    dataDirectory,
    session,
    secrets,
    printer,
    words: (wanted) => createWording(words, wanted).t,
    publication,
    program: parts.version,
    demo: parts.world !== null,
    run,
    station: () => readStation(stationFile),
    teacher: () => readTeacher(dataDirectory),
    wording: async () => createWording(words, await language(), publication.guide.causes),
    faultCodeOf: (finding, of) => faultCodesOf(of, publication.faultCodes)[of.findings.indexOf(finding)] ?? null,
    lastRunAt,
    now: () => new Date(),
  });
}
