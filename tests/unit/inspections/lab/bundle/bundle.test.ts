import fc from 'fast-check';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { openBundle } from '../../../../../src/core/inspections/lab/bundle/open-bundle.ts';
import { BUNDLE_SCHEMA, type StationBundle } from '../../../../../src/core/inspections/lab/bundle/station-bundle.ts';
import { makeBundle } from '../../../../../src/core/inspections/lab/lab-intake.ts';
import { signFile } from '../../../../../src/core/signing/signed-file.ts';
import { type SigningKey, generateSigningKey } from '../../../../../src/core/signing/signing-key.ts';
import { formatInstant } from '../../../../../src/shared/beijing-time.ts';
import { type Result, succeed } from '../../../../../src/shared/domain/result.ts';
import type { IntakeReport } from '../../../../../src/shared/inspection-contract.ts';
import { LAB_NOW, labPc, runAt, stationAt } from '../../../../support/lab/lab-session.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const { key: KEY } = generateSigningKey();
const FILE = 'VR-301_07_261122.vrlab-station';

function bundleOf(changes: Partial<StationBundle> = {}, seat = '07'): StationBundle {
  const run = runAt(seat);
  const madeAt = formatInstant(new Date(LAB_NOW.getTime() - 60_000));
  return { schema: BUNDLE_SCHEMA, station: stationAt(seat), run, program: '0.2.0', madeAt, ...changes };
}
const fileOf = (value: unknown, key: SigningKey = KEY) => ({ name: FILE, bytes: signFile(value, key) });

function pc(options?: Parameters<typeof labPc>[1]) {
  const made = labPc(temporaryFolder(), options);
  onTestFinished(() => made.session.close());
  const take = (value: unknown, key?: SigningKey) => made.intake.takeBundle(made.id, fileOf(value, key));
  return { ...made, take };
}
const told = (report: Result<IntakeReport>) =>
  report.ok ? [report.value.result, report.value.seat, ...report.value.marks] : [report.problem.code];

describe('a bundle', () => {
  it('a bundle brings a reading from one PC to another', async () => {
    const { intake, take, held, key, id } = pc();
    const made = await intake.bundle(new AbortController().signal);
    if (!made.ok) throw new Error(made.problem.code);
    expect(made.value.fileName).toBe('VR-301_01_261122.vrlab-station');
    const report = await intake.takeBundle(id, { name: 'a', bytes: Buffer.from(made.value.base64, 'base64') });
    expect(told(report)).toEqual(['taken', '01']);
    const other = bundleOf();
    expect(told(await take(other))).toEqual(['taken', '07']);
    expect(held().seats.map(({ seat, reading }) => [seat, reading?.keyId, reading?.source])).toEqual([
      ['01', key.keyId, 'bundle'],
      ['07', KEY.keyId, 'bundle'],
    ]);
    expect(held().seats[1]?.reading?.run).toEqual(other.run);
  });

  it('a bundle is imported once', async () => {
    const { take, held } = pc();
    const bundle = bundleOf({ program: '0.1.0' });
    await take(bundle);
    const before = held();
    expect(told(await take(bundle))).toEqual(['known', '07', 'other-program']);
    expect(held()).toBe(before);
  });

  // How long a run is depends on the day: three lengths in a row have every amount of base64 padding.
  const lengths = ['0.2.0', '0.2.01', '0.2.012'].map((program) => fileOf(bundleOf({ program })).bytes);

  it('the test bundles end in none, one and two characters of base64 padding', () => {
    const padding = (bytes: Uint8Array) =>
      /=*$/.exec((JSON.parse(Buffer.from(bytes).toString()) as { payload: string }).payload)![0].length;
    expect(new Set(lengths.map(padding))).toEqual(new Set([0, 1, 2]));
  });

  it.each(lengths)('a bundle with any byte altered, added or removed is refused (%#)', (bytes) => {
    expect(openBundle({ name: FILE, bytes }).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes);
        altered[at]! ^= change;
        return !openBundle({ name: FILE, bytes: altered }).ok;
      }),
      { numRuns: 150 },
    );
    // Spaces, line ends and the unused bits of base64 lie outside what is signed.
    const text = Buffer.from(bytes).toString();
    const changes = [text.trimEnd(), `${text}\n`, ` ${text}`, text.replaceAll('\n', '\r\n'), text.replace(' "', '\t"')];
    for (const part of ['payload', 'publicKey', 'signature']) {
      const envelope = JSON.parse(text) as Record<string, string>;
      const value = envelope[part]!;
      const unpadded = value.replaceAll('=', '');
      changes.push(text.replace(value, `${value}=`));
      if (unpadded !== value) changes.push(text.replace(value, unpadded));
      const last = unpadded.at(-1)!;
      for (const other of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789+/')
        if (other !== last)
          changes.push(text.replace(value, unpadded.slice(0, -1) + other + value.slice(unpadded.length)));
    }
    for (const change of changes)
      expect(openBundle({ name: FILE, bytes: Buffer.from(change) }).ok, change.slice(-80)).toBe(false);
    for (let cut = 0; cut < bytes.length; cut += 997)
      expect(openBundle({ name: FILE, bytes: bytes.subarray(0, cut) }).ok).toBe(false);
  });
});

describe('a refused bundle', () => {
  const other = runAt('07');
  test.each<[string, unknown, string]>([
    ['something else that is signed', { schema: 'vrlab.message/1' }, 'bundle-not'],
    ['no object', 'bundle', 'bundle-not'],
    ['null', null, 'bundle-not'],
    ['a part too many', { ...bundleOf(), keeper: '张三' }, 'bundle-not'],
    ['a run of another seat', bundleOf({ run: runAt('08') }), 'bundle-not'],
    ['no time', { ...bundleOf(), madeAt: 'yesterday' }, 'bundle-not'],
    ['a newer form', { ...bundleOf(), schema: 'vrlab.station-bundle/2' }, 'bundle-newer'],
    [
      'newer facts',
      bundleOf({ run: { ...other, snapshot: { ...other.snapshot, schema: 'vrlab.snapshot/9' as never } } }),
      'bundle-newer',
    ],
    ['no seat', bundleOf({ station: null }), 'bundle-no-seat'],
    [
      'another lab',
      bundleOf({
        station: { ...stationAt('07'), lab: 'VR-302' },
        run: { ...other, station: { ...stationAt('07'), lab: 'VR-302' } },
      }),
      'bundle-other-lab',
    ],
    [
      'another school',
      bundleOf({
        station: { ...stationAt('07'), school: '二中' },
        run: { ...other, station: { ...stationAt('07'), school: '二中' } },
      }),
      'bundle-other-lab',
    ],
    ['a demonstration among real ones', bundleOf({ run: { ...other, demo: true } }), 'bundle-demo'],
    [
      'facts of a demonstration',
      bundleOf({ run: { ...other, snapshot: { ...other.snapshot, demo: true } } }),
      'bundle-demo',
    ],
  ])('refuses a bundle: %s', async (_name, value, code) => {
    const { take, held } = pc();
    expect(told(await take(value))).toEqual([code]);
    expect(held().seats).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'PK\u0003\u0004'],
    ['GBK', Buffer.from('d6d0cec4', 'hex')],
    ['another JSON', '{"schema":"vrlab.run/1"}'],
  ])('refuses a bundle: %s', (_name, bytes) => {
    expect(openBundle({ name: FILE, bytes: Buffer.from(bytes) })).toMatchObject({ problem: { code: 'bundle-not' } });
  });

  it('a bundle of another lab is refused with the names of both labs', async () => {
    const lab = { ...stationAt('07'), lab: 'VR-302' };
    const report = await pc().take(bundleOf({ station: lab, run: { ...other, station: lab } }));
    expect(report).toMatchObject({
      problem: { params: { theirs: '示范中学 VR-302', ours: '示范中学 VR-301', file: FILE } },
    });
  });

  it('a real bundle is refused in a demonstration', async () => {
    expect(told(await pc({ demo: true }).take(bundleOf()))).toEqual(['bundle-demo']);
  });

  it('a bundle older than the present reading, or of this PC itself, is refused', async () => {
    const { take, hold, key } = pc();
    await take(bundleOf());
    expect(told(await take(bundleOf({ run: runAt('07', 45) })))).toEqual(['bundle-older']);
    expect(told(await take(bundleOf({ run: runAt('07', 5) })))).toEqual(['taken', '07']);
    hold({
      seat: '01',
      run: runAt('01', 10),
      source: 'here',
      keyId: null,
      marks: [],
      takenInAt: formatInstant(LAB_NOW),
    });
    // However new: a clone of this PC has its key as well.
    for (const minutes of [20, 5])
      expect(told(await take(bundleOf({ run: runAt('01', minutes) }, '01'), key))).toEqual(['bundle-own-seat']);
  });
});

describe('one seat, one PC', () => {
  it('a bundle of another PC with the seat of this one is refused, however new it is', async () => {
    const { take, held } = pc();
    expect(told(await take(bundleOf({ run: runAt('01', 1) }, '01')))).toEqual(['bundle-seat-of-this-pc']);
    expect(held().seats).toEqual([]);
  });

  it('a bundle with a reading that another seat has brought is refused', async () => {
    const { take } = pc();
    const first = bundleOf();
    await take(first);
    const again = bundleOf({ run: { ...first.run, station: stationAt('08') } }, '08');
    expect(told(await take(again))).toEqual(['bundle-duplicate']);
  });
});

describe('a flagged bundle', () => {
  const at = (minutes: number) => formatInstant(new Date(LAB_NOW.getTime() + minutes * 60_000));
  test.each<[string, Partial<StationBundle>, string[]]>([
    ['fine within the tolerance', { run: runAt('07', -9), madeAt: at(9) }, []],
    ['made in the future', { run: runAt('07', -11), madeAt: at(12) }, ['clock-ahead']],
    ['made before it was read', { run: runAt('07', 5), madeAt: at(-16) }, ['clock-behind']],
    ['read yesterday', { run: runAt('07', 24 * 60 + 1), madeAt: at(-1) }, ['not-fresh']],
    [
      'before its publication',
      { run: runAt('07', 60 * 24 * 900), madeAt: at(-60 * 24 * 900) },
      ['clock-behind', 'not-fresh'],
    ],
    ['by another program', { program: '0.1.9' }, ['other-program']],
    [
      'by another publication',
      { run: { ...runAt('07'), publication: { ...runAt('07').publication, version: 1 } } },
      ['other-publication'],
    ],
  ])('flags a bundle: %s', async (_name, changes, marks) => {
    expect(told(await pc().take(bundleOf(changes)))).toEqual(['taken', '07', ...marks]);
  });

  it('a reading made while the clock was ahead is replaced by one made by the corrected clock', async () => {
    const { take } = pc();
    await take(bundleOf({ run: runAt('07', -300), madeAt: at(300) }));
    expect(told(await take(bundleOf()))).toEqual(['taken', '07']);
  });

  it('a bundle signed by another key than at the last inspection is flagged', async () => {
    const { take, session, held } = pc();
    await take(bundleOf());
    const [{ header }, [seat]] = [held(), held().seats];
    const keep = await session.use((database) => {
      database
        .prepare(
          'INSERT INTO inspections (id, number, state, header, checklist, notes, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run('old', 'XJ-1', 'open', JSON.stringify(header), '{}', '{}', header.startedAt);
      database
        .prepare('INSERT INTO inspection_seats (inspection_id, seat, reading) VALUES (?, ?, ?)')
        .run('old', '07', JSON.stringify(seat!.reading));
    });
    expect(keep.ok).toBe(true);
    const { key } = generateSigningKey();
    expect(told(await take(bundleOf({ run: runAt('07', 5) }), key))).toEqual(['taken', '07', 'key-changed']);
    expect(told(await take(bundleOf({ run: runAt('07', 4) })))).toEqual(['taken', '07']);
    expect(told(await take(bundleOf({}, '08'), key))).toEqual(['taken', '08']);
  });

  it('bundles signed by one key, as of PCs cloned from one disk, are flagged', async () => {
    const { take, key } = pc();
    expect(told(await take(bundleOf()))).toEqual(['taken', '07']);
    expect(told(await take(bundleOf({ run: runAt('07', 0) })))).toEqual(['taken', '07']);
    expect(told(await take(bundleOf({}, '08')))).toEqual(['taken', '08', 'key-shared']);
    expect(told(await take(bundleOf({}, '09'), key))).toEqual(['taken', '09', 'key-shared']);
  });
});

it('a bundle is not made without a seat, nor from an interrupted check', async () => {
  const deps = {
    deviceKey: () => Promise.resolve(succeed(KEY)),
    version: '0.2.0',
    now: () => LAB_NOW,
    station: () => Promise.resolve(succeed(null)),
    async *check() {},
  };
  const { signal } = new AbortController();
  expect(await makeBundle(deps, signal)).toMatchObject({ problem: { code: 'bundle-without-station' } });
  const seated = { ...deps, station: () => Promise.resolve(succeed(stationAt('07'))) };
  expect(await makeBundle(seated, signal)).toMatchObject({ problem: { code: 'bundle-interrupted' } });
});

it('the asset register is imported and removed again', async () => {
  const { intake, id, held } = pc();
  await intake.takeBooks(id, { name: 'b.csv', bytes: Buffer.from('名称,序列号\n头显,L1') });
  expect(held().books).toMatchObject({
    fileName: 'b.csv',
    rows: [{ serial: 'L1' }],
    importedAt: formatInstant(LAB_NOW),
  });
  await intake.removeBooks(id);
  expect(held().books).toBeNull();
});
