import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { index } from '../support/pc/facts.ts';
import { snapshotOf } from '../support/pc/runs.ts';
import { reportOf } from '../support/program/check-report.ts';
import { DMESG_TROUBLE, LSUSB, LSUSB_TREE, STEAMVR } from '../support/reports/sample-texts.ts';
import { INDEX_PORTS, treeText } from '../support/reports/usb-tree-view-text.ts';
import { vrlab } from '../support/vrlab.ts';

const data = mkdtempSync(path.join(tmpdir(), 'vrlab-from-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
/** The name says nothing: texts are told by their content. */
function fileWith(content: string | Uint8Array): string {
  const file = path.join(mkdtempSync(path.join(data, 'sent-')), 'image.png');
  writeFileSync(file, content);
  return file;
}
const from = (content: string | Uint8Array, ...args: string[]) =>
  vrlab(['check', '--from', fileWith(content), '--data', path.join(data, 'records'), '--lang', 'en', ...args]);

describe('vrlab check --from', () => {
  it('judges a text of lsusb and says that it is not this PC', async () => {
    const { code, stdout, stderr } = await from(LSUSB + LSUSB_TREE);
    expect(stdout).toContain('Not this PC: judged from lsusb -t, lsusb, file image.png');
    expect(stdout).toContain('Valve Index');
    expect(stdout).toContain('Not in the text, so unknown:');
    expect(stdout).not.toContain('not been compared');
    expect([code, stderr]).toEqual([3, '']);
  });

  it('finds a headset on USB 2 in a report of UsbTreeView in UTF-16, and marks it unproven', async () => {
    const text = treeText(INDEX_PORTS.filter(({ chain }) => chain !== '1-10'));
    const { code, stdout } = await from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(stdout).toContain('has not been compared with whole reports');
    expect(stdout).toContain('[Failed] Valve Index is connected at USB 2 only');
    expect(code).toBe(2);
  });

  it('prints the mark and where facts come from with --json', async () => {
    const { stdout } = await from(STEAMVR, '--json');
    const report = reportOf(stdout);
    expect(report).toMatchObject({
      startedAt: '2026-11-21T10:20:30.000+08:00',
      report: { kinds: ['steamvr'], file: 'image.png', unproven: true, gaps: [], dated: true },
    });
    expect(report.probes).toMatchObject([
      { id: 'usb', status: 'unsupported', error: { code: 'not-in-report' } },
      { id: 'hid', status: 'unsupported' },
      { id: 'host', status: 'ok', sources: ['SteamVR System Report: image.png'] },
      { id: 'runtimes', status: 'unsupported' },
      { id: 'software', status: 'unsupported' },
      { id: 'adb', status: 'unsupported' },
    ]);
    expect(report.findings.find(({ check }) => check === 'windows-build')?.outcome).not.toBe('not-applicable');
  });

  it('does not call fine what is not in the text', async () => {
    const mouse = '[ 9.1] usb 1-3: New USB device found, idVendor=046d, idProduct=c077, bcdDevice= 1.00\n';
    const { code, stdout } = await from(mouse);
    expect(stdout).not.toContain('No problem found');
    expect(stdout).toContain('Nothing wrong in what could be judged; the rest is unknown');
    expect(stdout).toContain('may not list all USB devices');
    expect(code).toBe(3);
  });

  it('tells what a kernel log shows beside the devices', async () => {
    const { stdout } = await from(DMESG_TROUBLE);
    expect(stdout).toContain('There is something in one of the USB ports');
    expect(stdout).toContain('0000:26:00.0: HC died');
    expect(stdout).toContain('What needs attention');
    expect((await from(STEAMVR)).stdout).toContain('The text holds no USB devices');
  });

  it('takes a snapshot as well, and judges it as --snapshot does', async () => {
    const snapshot = JSON.stringify(snapshotOf(index()));
    const file = fileWith(snapshot);
    const [one, other] = await Promise.all(
      ['--from', '--snapshot'].map((option) =>
        vrlab(['check', '--json', option, file, '--data', path.join(data, 'records')]),
      ),
    );
    const [sent, saved] = [reportOf(one!.stdout), reportOf(other!.stdout)];
    expect({ ...sent, id: '' }).toEqual({ ...saved, id: '' });
    expect(one!.code).toBe(other!.code);
  });

  it('keeps no record', async () => {
    const records = path.join(data, 'unused');
    const file = fileWith(LSUSB + LSUSB_TREE);
    await vrlab(['check', '--from', file, '--data', records]);
    expect(existsSync(records)).toBe(false);
  });

  it('refuses by name what it cannot read', async () => {
    const huge = fileWith('');
    truncateSync(huge, 100_000_000);
    for (const [content, said] of [
      ['hello', 'none of the texts that can be judged'],
      [STEAMVR.slice(0, 200), 'is cut off: </Report> is missing'],
      [LSUSB_TREE, 'names no device'],
    ] as const) {
      const { code, stdout, stderr } = await from(content);
      expect([code, stdout]).toEqual([64, '']);
      expect(stderr).toContain(said);
    }
    const refused = await vrlab(['check', '--from', huge, '--data', path.join(data, 'records'), '--lang', 'en']);
    expect(refused).toMatchObject({ code: 64, stdout: '' });
    expect(refused.stderr).toContain('100 MB');
  });

  it('is not used together with another look', async () => {
    const { code, stderr } = await from(LSUSB, '--snapshot', 'x.json');
    expect(code).toBe(64);
    expect(stderr).toContain('--from and --snapshot');
  });
});

describe('vrlab check --explain', () => {
  it('says for every result where the facts come from, by which rule and row', async () => {
    const { stdout } = await from(STEAMVR, '--explain');
    expect(stdout).toContain('How each result came about');
    expect(stdout).toContain('Facts: PC (SteamVR System Report: image.png)');
    expect(stdout).toMatch(/Rule: windows-build \(number \d+\)/);
    expect(stdout).toMatch(/Publication: row [\w-]+, windows /);
  });

  it('does so with --json and for a snapshot, with the limits that were compared', async () => {
    const file = fileWith(JSON.stringify(snapshotOf(index())));
    const { stdout } = await vrlab([
      'check',
      '--snapshot',
      file,
      '--explain',
      '--json',
      '--data',
      path.join(data, 'records'),
    ]);
    const { findings } = JSON.parse(stdout) as { findings: { check: string; explanation: object }[] };
    expect(findings.every(({ explanation }) => 'number' in explanation)).toBe(true);
    expect(findings.find(({ check }) => check === 'usb-controller-load')?.explanation).toMatchObject({
      number: 10,
      probes: [{ id: 'usb', status: 'ok', sources: ['test'], error: null }],
      row: null,
      limits: [{ path: 'usb.devicesPerController.warn' }, { path: 'usb.endpointsPerController.warn' }],
    });
    expect(findings.find(({ check }) => check === 'headset-complete')?.explanation).toMatchObject({
      model: 'valve-index',
    });
  });
});
