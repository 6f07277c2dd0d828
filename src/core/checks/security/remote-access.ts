import { defineSecurityCheck } from './security-check.ts';

/** No program is there through which somebody outside could work on the PC, as far as the published list knows them. */
export const remoteAccess = defineSecurityCheck({
  id: 'remote-access',
  number: 41,
  deviations: ['remote-access-running', 'remote-access-installed'],
  judge({ remoteAccess: facts }, { pass, notReported, deviation }, { policy }) {
    const nameOf = (id: string) => policy.remoteAccess.find((program) => program.id === id)?.name ?? id;
    const evidenceOf = (found: typeof facts.found) => ({
      programs: found.map(({ program }) => nameOf(program)),
      readFrom: found[0]!.source,
    });
    const running = facts.found.filter((program) => program.running === true);
    const idle = facts.found.filter((program) => program.running !== true);
    const found = [
      ...(running.length > 0 ? [deviation('remote-access-running', evidenceOf(running))] : []),
      ...(idle.length > 0 ? [deviation('remote-access-installed', evidenceOf(idle))] : []),
    ];
    if (found.length > 0) return found;
    const complete = facts.installedListed && facts.runningListed && facts.lookedFor.length > 0;
    return complete ? pass({ lookedFor: facts.lookedFor.map(nameOf) }) : notReported();
  },
});
