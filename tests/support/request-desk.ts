import { createPlainSecretStore } from '../../src/core/signing/secrets-file.ts';
import { createServiceRequests, type ServiceRequests } from '../../src/core/requests/service-requests.ts';
import type { DatabaseSession } from '../../src/core/store/database-session.ts';
import type { CheckRun } from '../../src/shared/domain/check-run.ts';
import { fail, succeed } from '../../src/shared/domain/result.ts';
import { OUTGOING_TEXTS } from '../../src/shared/locales/outgoing.ts';
import { createI18n } from '../../src/shared/i18n.ts';
import { createWording } from '../../src/shared/wording.ts';
import { station } from './facts.ts';
import { publication } from './judge.ts';

const i18n = createI18n('zh-CN', OUTGOING_TEXTS);

/** Requests on a PC that keeps these runs. */
export const requestsIn = (
  dataDirectory: string,
  session: DatabaseSession,
  kept: readonly CheckRun[],
): ServiceRequests =>
  createServiceRequests({
    dataDirectory,
    session,
    secrets: createPlainSecretStore(dataDirectory),
    printer: { print: () => Promise.resolve(fail('no-printer')) },
    words: (language) => createWording(i18n, language).t,
    publication,
    program: 'test',
    demo: false,
    run(id) {
      const found = kept.find((run) => run.id === id);
      return Promise.resolve(found === undefined ? fail('run-not-found', { id }) : succeed(found));
    },
    station: () => Promise.resolve(succeed(station(null))),
    teacher: () => Promise.resolve(succeed(null)),
    wording: () => Promise.resolve(createWording(i18n, 'zh-CN')),
    faultCodeOf: () => null,
    lastRunAt: () => Promise.resolve(null),
    now: () => new Date('2026-11-22T09:00:00+08:00'),
  });
