import type { AdbIdentity } from '../../../src/shared/domain/adb-facts.ts';
import type { SectionContext, ShellAnswer } from '../../../src/core/probes/adb/section.ts';

/** An answer with the text that each command gave; a number instead: nothing but that exit code. */
export function answerOf(...texts: readonly (string | number)[]): ShellAnswer {
  const marked = texts.map((text, at) =>
    typeof text === 'number' ? `@vrlab${at}:${text}@\n` : `${text}@vrlab${at}:0@\n`,
  );
  return rawAnswer(marked.join(''));
}

export const rawAnswer = (stdout: string, ended: ShellAnswer['ended'] = 'whole'): ShellAnswer => ({
  stdout,
  stderr: '',
  exitCode: 0,
  ended,
  askedAt: Date.UTC(2026, 10, 30, 8),
  durationMs: 40,
});

export const nobody: AdbIdentity = {
  manufacturer: null,
  model: null,
  product: null,
  device: null,
  odmModel: null,
  hardwareModel: null,
  androidRelease: null,
  sdk: null,
  securityPatch: null,
  fingerprint: null,
  system: null,
  build: null,
};
export const QUEST_3: AdbIdentity = { ...nobody, manufacturer: 'Oculus', model: 'Quest 3', device: 'eureka' };
export const PICO_4: AdbIdentity = { ...nobody, manufacturer: 'Pico', model: 'A8110', device: 'PICOA8110' };
export const FOCUS_3: AdbIdentity = { ...nobody, manufacturer: 'HTC', model: 'VIVE Focus 3', device: 'kona' };

export const contextOf = (identity: AdbIdentity | null, more: Partial<SectionContext> = {}): SectionContext => ({
  identity,
  networksOfPc: ['192.0.2.20/24'],
  packages: [],
  ...more,
});
