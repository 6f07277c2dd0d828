import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { station } from '../support/pc/facts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { vrlab } from '../support/vrlab.ts';
import { worldFile } from '../worlds/generator/world-folders.ts';

interface Report {
  readonly findings: readonly { check: string; outcome: string; faultCode: string | null }[];
}

it('each finding that is not fine has a code, which vrlab code reads and refuses when it is mistyped', async () => {
  const folder = temporaryFolder();
  const seat = path.join(temporaryFolder(), 'seat.json');
  writeFileSync(seat, JSON.stringify(station(null)));
  const judging = [
    'check',
    '--snapshot',
    worldFile('index-usb2', 'snapshot.json'),
    '--station',
    seat,
    '--data',
    folder,
  ];
  const [json, text] = await Promise.all([vrlab([...judging, '--json']), vrlab([...judging, '--lang', 'en'])]);
  const { findings } = JSON.parse(json.stdout) as Report;
  const fine = ({ outcome }: Report['findings'][number]) => outcome === 'pass' || outcome === 'not-applicable';
  expect(findings.map(({ faultCode }) => faultCode === null)).toEqual(findings.map(fine));
  const code = findings.find(({ check }) => check === 'headset-usb-speed')?.faultCode ?? '';
  expect(text.stdout).toContain(`fault code ${code}`);

  const words = code.toLowerCase().split('-');
  const mistyped = [...words.slice(0, 4), words[4]!.split('').toReversed().join('')];
  const [asJson, inWords, refused, foreign, nothing] = await Promise.all([
    vrlab(['code', ...words, '--json', '--station', seat, '--data', folder]),
    vrlab(['code', code, '--lang', 'zh-CN', '--data', folder]),
    vrlab(['code', ...mistyped, '--lang', 'zh-CN', '--data', folder]),
    vrlab(['code', 'O123', '--lang', 'en', '--data', folder]),
    vrlab(['code', '--lang', 'en']),
  ]);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    schema: 'vrlab.fault-code/1',
    code,
    subject: { kind: 'model', models: [{ id: 'valve-index' }] },
    check: 'headset-usb-speed',
    outcome: 'fail',
    sameStation: true,
  });
  for (const said of [code, 'Valve Index', '头显 USB 速度', '不通过', '无法比对'])
    expect(inWords.stdout).toContain(said);
  expect([asJson.code, inWords.code]).toEqual([0, 0]);
  expect([refused, foreign, nothing].map((ended) => [ended.code, ended.stdout])).toEqual([
    [64, ''],
    [64, ''],
    [64, ''],
  ]);
  expect(refused.stderr).toContain('故障码输错了');
  expect(foreign.stderr).toContain('"O" does not occur');
  expect(nothing.stderr).toContain('vrlab code FAULTCODE');
});
