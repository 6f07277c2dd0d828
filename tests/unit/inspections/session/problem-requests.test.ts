import { describe, expect, it } from 'vitest';
import { ABNORMAL, InspectionPc, reopened, readingAt } from '../../../support/inspection/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';
import { requestsIn } from '../../../support/request/request-desk.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { run } from '../../../support/pc/runs.ts';

describe('a problem', () => {
  const withDesk = () => {
    const pc = new InspectionPc();
    pc.reading = run(0, []);
    const desk = requestsIn(pc.folder, pc.database, [pc.reading]);
    pc.requests = () => Promise.resolve(desk);
    return { pc, desk };
  };

  it('a problem drafts a request, and shows its number once it is filed', async () => {
    const { pc, desk } = withDesk();
    const session = await pc.begin();
    const { id, number } = session.header;
    const drafted = valueOf(await pc.sessions.draftRequest(id, 'headset'));
    expect(drafted).toMatchObject({
      scope: 'seat',
      run: pc.reading.id,
      checks: ['headset-present'],
      title: `${session.problems[0]!.text['zh-CN']}：没有看到任何头显`,
    });
    expect(drafted.description).toContain(number);
    expect(drafted.description).toContain(session.problems[0]!.found[0]!.said['zh-CN']);
    const { seal } = valueOf(await desk.preview(drafted));
    const filed = valueOf(await desk.file(drafted, seal));
    const linked = valueOf(await pc.sessions.linkRequest(id, 'headset', filed.request.id));
    expect(linked.problems).toMatchObject([{ request: { id: filed.request.id, number: filed.request.number } }]);
    expect((await reopened(pc.folder, id)).problems).toMatchObject([{ request: { number: filed.request.number } }]);
    expect(await pc.sessions.linkRequest(id, 'headset', ulidOf(7))).toMatchObject({
      problem: { code: 'request-not-found' },
    });
  });

  it('the scope of the request follows the seats of the problem', async () => {
    const { pc } = withDesk();
    const { id } = (await pc.begin()).header;
    expect(await pc.sessions.draftRequest(id, 'cables')).toMatchObject({
      problem: { code: 'inspection-no-such-problem' },
    });
    valueOf(await pc.sessions.open.takeReading(id, readingAt('12', [])));
    valueOf(await pc.sessions.addSeat(id, '13'));
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ scope: 'several-seats' });
    valueOf(await pc.sessions.answer(id, 'cables', 'seat:12', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'cables'))).toMatchObject({
      scope: 'seat',
      run: null,
      checks: [],
    });
    valueOf(await pc.sessions.answer(id, 'exits', 'lab', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'exits'))).toMatchObject({ scope: 'lab', run: null });
    valueOf(await pc.sessions.answer(id, 'headset', 'seat:13', ABNORMAL));
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ scope: 'lab' });
  });

  it('a request is drafted without the run where this PC does not have it', async () => {
    const { pc } = withDesk();
    pc.reading = run(5000, []);
    const { id } = (await pc.begin()).header;
    expect(valueOf(await pc.sessions.draftRequest(id, 'headset'))).toMatchObject({ run: null, checks: [] });
  });
});
