import { expect, it } from 'vitest';
import { checkFilingClock } from '../../../src/core/requests/filing-clock.ts';
import { type Result, succeed } from '../../../src/shared/domain/result.ts';
import type { StoredRequest } from '../../../src/core/store/request-store.ts';
import { publication } from '../../support/pc/judge.ts';
import { filed } from '../../support/request/requests.ts';

const DAY_MS = 86_400_000;
const published = new Date(publication.identity.date).getTime();
const at = (days: number) => new Date(published + days * DAY_MS).toISOString();

const clock = (now: string, lastRunAt: string | null = null, filedAt: string | null = null) =>
  checkFilingClock({
    publication,
    lastRunAt: () => Promise.resolve(lastRunAt),
    store: {
      list: () => {
        const request = filed({ filedAt: filedAt ?? '' });
        const stored: StoredRequest = {
          request,
          state: 'filed',
          events: [],
          deliveries: [],
          delivered: false,
          carried: false,
          unread: 0,
        };
        const listed: Result<StoredRequest[]> = succeed(filedAt === null ? [] : [stored]);
        return Promise.resolve(listed);
      },
    },
    now: () => new Date(now),
  });

it.each([
  ['of 1970', '1970-01-02T08:00:00+08:00', null, null, 'filing-clock-behind'],
  ['of 2100', '2100-01-01T08:00:00+08:00', null, null, 'filing-clock-ahead'],
  ['behind the newest check', at(2), at(9), null, 'filing-clock-behind'],
  ['behind the newest request', at(2), at(1), at(9), 'filing-clock-behind'],
  ['that may be right', at(10), at(9), at(8), undefined],
  ['in another time zone', at(9.5), at(10), at(10), undefined],
  ['put right after a run in 2100', at(10), '2100-01-01T08:00:00+08:00', null, undefined],
])('a clock %s', async (_, now, lastRun, filedAt, code) => {
  expect((await clock(now, lastRun, filedAt))?.code).toBe(code);
});
