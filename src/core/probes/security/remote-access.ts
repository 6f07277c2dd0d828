import type { SecurityFacts } from '../../../shared/domain/security-facts.ts';
import type { RemoteAccessProgram } from '../../published/security-policy.ts';

interface Traces {
  /** Where each installed program was found, by its id. */
  readonly installed: ReadonlyMap<string, string>;
  readonly installedListed: boolean;
  /** Names of the running programs; null where they cannot be listed. */
  readonly running: readonly string[] | null;
  readonly runningSource: string;
}

/** Combines what was found of the published programs. */
export function foundPrograms(
  sought: readonly RemoteAccessProgram[],
  { installed, installedListed, running, runningSource }: Traces,
): SecurityFacts['remoteAccess'] {
  const names = running === null ? null : new Set(running.map((name) => name.toLowerCase()));
  const runs = ({ processes }: RemoteAccessProgram) =>
    names === null ? null : processes.some((name) => names.has(name.toLowerCase()));
  return {
    lookedFor: sought.map(({ id }) => id),
    found: sought.flatMap((program) => {
      const at = installed.get(program.id);
      const runsNow = runs(program);
      if (at === undefined && runsNow !== true) return [];
      return [{ program: program.id, installed: at !== undefined, running: runsNow, source: at ?? runningSource }];
    }),
    installedListed,
    runningListed: running !== null,
  };
}
