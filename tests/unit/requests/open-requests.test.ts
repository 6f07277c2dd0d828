import { describe, expect, it } from 'vitest';
import { recoveredRequests, reportedProblems } from '../../../src/core/requests/open-requests.ts';
import type { StoredRequest } from '../../../src/core/store/request-store.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { problemsOf } from '../../../src/shared/summarize-findings.ts';
import { run } from '../../support/pc/runs.ts';
import { filed } from '../../support/request/requests.ts';

const yesterday = run(0, []);
const today = run(86_400_000, []);
const repaired = run(90_000_000);

/** A request about everything that was wrong in a run. */
function about(from: CheckRun, changes: Partial<StoredRequest> = {}): StoredRequest {
  const request = {
    ...filed(),
    run: { id: from.id, startedAt: from.startedAt },
    symptoms: problemsOf(from.findings).map(({ speaking: { check, outcome, cause } }) => ({
      check,
      outcome,
      cause,
      title: check,
      faultCode: null,
    })),
  };
  return {
    request,
    state: 'acknowledged',
    events: [],
    deliveries: [],
    delivered: true,
    carried: false,
    unread: 0,
    ...changes,
  };
}

const runOf = (id: string) => Promise.resolve(id === yesterday.id ? succeed(yesterday) : fail('run-not-found', { id }));

describe('a problem that was reported before', () => {
  it('names the open request and what the service desk last said', async () => {
    const said = {
      type: 'progress',
      at: '2026-11-22T10:00:00+08:00',
      author: { role: 'desk', name: null },
      text: '已订数据线，周四到货',
    };
    const stored = about(yesterday, { events: [said] as never });
    const found = await reportedProblems(today, [stored], runOf);
    expect(found.map(({ check }) => check)).toEqual(problemsOf(today.findings).map(({ speaking }) => speaking.check));
    expect(found[0]!.request).toMatchObject({ id: stored.request.id, news: { text: '已订数据线，周四到货' } });
  });

  it('is another one where it was found on something else', async () => {
    const elsewhere: CheckRun = {
      ...today,
      findings: today.findings.map((finding) => ({ ...finding, subject: `${finding.subject}-other` })),
    };
    expect(await reportedProblems(elsewhere, [about(yesterday)], runOf)).toEqual([]);
  });

  it('is still known where the run it was filed from is gone', async () => {
    const erased = () => Promise.resolve(fail('run-not-found', { id: yesterday.id }));
    expect(await reportedProblems(today, [about(yesterday)], erased)).not.toEqual([]);
  });
});

describe('an open request', () => {
  it('may be withdrawn when all its checks pass', () => {
    const stored = about(yesterday);
    const present = stored.request.symptoms.filter(({ check }) => check === 'headset-present');
    const cured = { ...stored, request: { ...stored.request, symptoms: present } };
    expect(recoveredRequests(repaired, [cured]).map(({ id }) => id)).toEqual([stored.request.id]);
  });

  it('stays while one of them does not', () => {
    expect(recoveredRequests(today, [about(yesterday)])).toEqual([]);
  });

  it('is not taken back by a check that no longer applies', () => {
    const stored = about(yesterday);
    const unplugged: CheckRun = {
      ...repaired,
      findings: repaired.findings.map((finding) => ({ ...finding, outcome: 'not-applicable' as const })),
    };
    expect(recoveredRequests(unplugged, [stored])).toEqual([]);
  });
});
