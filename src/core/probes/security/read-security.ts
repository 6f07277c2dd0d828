import path from 'node:path';
import type { SecurityFacts } from '../../../shared/domain/security-facts.ts';
import type { HostEnvironment } from '../../platform/host-environment.ts';
import { type ReportTrouble, collectTroubles } from '../../platform/reading-troubles.ts';
import type { RemoteAccessProgram } from '../../published/security-policy.ts';
import { ProbeFailure, type Reading } from '../probe.ts';

export interface SecurityReadingOptions {
  readonly sought: readonly RemoteAccessProgram[];
  /** Data folder of this program. */
  readonly dataDirectory: string;
  readonly environment: HostEnvironment;
  readonly signal: AbortSignal;
}

const SOURCES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['native-reg 1', 'Windows PowerShell (CIM)'],
  linux: ['/etc', '/proc', '/sys/class/block', '/var'],
};

/** Removes the names of people from places. */
const hideNames = (value: unknown, hide: (text: string) => string): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    typeof inner === 'string' && (key === 'source' || /^\d+$/.test(key)) ? hide(inner) : inner,
  );

/** Reads the security facts of this PC. @throws ProbeFailure on systems without a reader. */
export async function readSecurity(question: SecurityReadingOptions): Promise<Reading<'security'>> {
  const { environment, dataDirectory } = question;
  const hide = createNameFilter(environment, dataDirectory);
  const { report, troubles } = collectTroubles();
  const read = await readOn(question, reportWithoutNames(report, hide));
  const facts = { ...(hideNames(read, hide) as typeof read), troubles: troubles() };
  return { facts, sources: SOURCES[environment.platform] ?? [] };
}

async function readOn(
  question: SecurityReadingOptions,
  report: ReportTrouble,
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const { platform } = question.environment;
  if (platform === 'linux') {
    const { readLinux } = await import('./linux/read-linux.ts');
    return await readLinux(question, report);
  }
  if (platform === 'win32') {
    const { readWindows } = await import('./windows/read-windows.ts');
    return await readWindows(question, report);
  }
  throw new ProbeFailure('not-taken', platform, { status: 'unsupported' });
}

/** Folders with their replacements, the longest first, because the data folder may be below the home folder. */
const foldersOf = (environment: Pick<HostEnvironment, 'home' | 'env'>, dataDirectory: string) =>
  (
    [
      [dataDirectory, '<data>'],
      [environment.home, '~'],
      [environment.env['USERPROFILE'] ?? '', '~'],
    ] as const
  )
    .filter(([folder]) => folder !== '' && path.dirname(folder) !== folder)
    .toSorted(([a], [b]) => b.length - a.length);

/** Creates a function that replaces the home folder and the data folder in texts, because their paths contain the name of a person. */
function createNameFilter(
  environment: Pick<HostEnvironment, 'home' | 'env'>,
  dataDirectory: string,
): (text: string) => string {
  const folders = foldersOf(environment, dataDirectory);
  return (text) => folders.reduce((rest, [folder, word]) => rest.replaceAll(folder, () => word), text);
}

/** Reports troubles without names of people, which are in the paths that system messages quote. */
const reportWithoutNames =
  (report: ReportTrouble, hide: (text: string) => string): ReportTrouble =>
  ({ place, code, detail }) =>
    report({ place: hide(place), code, detail: hide(detail) });
