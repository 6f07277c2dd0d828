import { type Requests, createRequests } from '../../../src/core/requests/index.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import type { DatabaseSession } from '../../../src/core/store/database-session.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { station } from '../pc/facts.ts';
import { publication } from '../pc/judge.ts';

/** Requests on a PC that keeps these runs. */
export const requestsIn = (dataDirectory: string, session: DatabaseSession, kept: readonly CheckRun[]): Requests => {
  const secrets = createPlainSecretStore(dataDirectory);
  return createRequests({
    dataDirectory,
    session,
    secrets,
    deviceKey: deviceKeyIn(secrets),
    printer: { print: () => Promise.resolve(fail('no-printer')) },
    publication,
    version: 'test',
    demo: false,
    run(id) {
      const found = kept.find((run) => run.id === id);
      return Promise.resolve(found === undefined ? fail('run-not-found', { id }) : succeed(found));
    },
    station: () => Promise.resolve(succeed(station(null))),
    teacher: () => Promise.resolve(succeed(null)),
    language: () => Promise.resolve('zh-CN'),
    lastRunAt: () => Promise.resolve(null),
    now: () => new Date('2026-11-22T09:00:00+08:00'),
  });
};
