import type { SecurityFacts } from '../../../shared/domain/security-facts.ts';
import { notebook } from '../../platform/note.ts';
import { ProbeFailure, type Reading } from '../probe.ts';
import type { Surroundings } from '../../platform/surroundings.ts';
import type { RemoteAccessProgram } from '../../published/security-policy.ts';
import { namelessNote, withoutNames } from './without-names.ts';

export interface SecurityQuestion {
  readonly sought: readonly RemoteAccessProgram[];
  /** Folder of our records. */
  readonly dataDirectory: string;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
}

const SOURCES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['native-reg 1', 'Windows PowerShell (CIM)'],
  linux: ['/etc', '/proc', '/sys/class/block', '/var'],
};

/** Places are told without the names of people that stand in them. */
const hidden = (value: unknown, hide: (text: string) => string): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    typeof inner === 'string' && (key === 'source' || /^\d+$/.test(key)) ? hide(inner) : inner,
  );

/** @throws ProbeFailure on systems that nobody has written a reader for. */
export async function readSecurity(question: SecurityQuestion): Promise<Reading<'security'>> {
  const { surroundings, dataDirectory } = question;
  const hide = withoutNames(surroundings, dataDirectory);
  const { note, troubles } = notebook();
  const read = await readOn(question, namelessNote(note, hide));
  const facts = { ...(hidden(read, hide) as typeof read), troubles: troubles() };
  return { facts, sources: SOURCES[surroundings.platform] ?? [] };
}

async function readOn(
  question: SecurityQuestion,
  note: ReturnType<typeof notebook>['note'],
): Promise<Omit<SecurityFacts, 'troubles'>> {
  const { platform } = question.surroundings;
  if (platform === 'linux') {
    const { readLinux } = await import('./linux/read-linux.ts');
    return await readLinux(question, note);
  }
  if (platform === 'win32') {
    const { readWindows } = await import('./windows/read-windows.ts');
    return await readWindows(question, note);
  }
  throw new ProbeFailure('not-taken', platform, { status: 'unsupported' });
}
