import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/arguments.ts';
import { COMMAND_NAMES, declaredCommand } from '../../../src/cli/command-line.ts';
import type { Command } from '../../../src/cli/commands/command.ts';
import { createTerminal, type Terminal } from '../../../src/cli/terminal.ts';
import { usageError } from '../../../src/cli/usage-error.ts';
import { readPcMarks } from '../../../src/core/probes/host/pc-marks.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { valueOf } from '../../support/value-of.ts';
import { type BusyPc, busyPc } from '../../support/store/damaged-database.ts';
import { contentOf } from '../../support/folder-content.ts';
import { copyOf } from '../../support/store/journal-pc.ts';
import { folderOfFile, temporaryFolder } from '../../support/temporary-folder.ts';

const whole = folderOfFile();
let pc: BusyPc;
let outside: string;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  request: async () => (await import('../../../src/cli/commands/request.ts')).request,
  inspect: async () => (await import('../../../src/cli/commands/inspect.ts')).inspect,
  bundle: async () => (await import('../../../src/cli/commands/bundle.ts')).bundle,
  channel: async () => (await import('../../../src/cli/commands/channel.ts')).channel,
  update: async () => (await import('../../../src/cli/commands/update.ts')).update,
  publication: async () => (await import('../../../src/cli/commands/publication.ts')).publication,
  retention: async () => (await import('../../../src/cli/commands/retention.ts')).retention,
  kiosk: async () => (await import('../../../src/cli/commands/kiosk.ts')).kiosk,
  report: async () => (await import('../../../src/cli/commands/report.ts')).report,
  archive: async () => (await import('../../../src/cli/commands/archive.ts')).archive,
  station: async () => (await import('../../../src/cli/commands/station.ts')).station,
  history: async () => (await import('../../../src/cli/commands/history.ts')).history,
  access: async () => (await import('../../../src/cli/commands/access.ts')).access,
  check: async () => (await import('../../../src/cli/commands/check.ts')).check,
  pin: async () => (await import('../../../src/cli/commands/pin.ts')).pin,
  setup: async () => (await import('../../../src/cli/commands/setup.ts')).setup,
  backup: async () => (await import('../../../src/cli/commands/backup.ts')).backup,
  doctor: async () => (await import('../../../src/cli/commands/doctor.ts')).doctor,
};

/** What only looks, or writes a file that was named and nothing else; everything else has to be refused once below. */
const ONLY_LOOKS: ReadonlySet<string> = new Set([
  'devices',
  'watch',
  'snapshot',
  'status',
  'station show',
  'publication status',
  'publication verify',
  'publication history',
  'update status',
  'update check',
  'matrix explain',
  'code',
  'request list',
  'request show',
  'channel list',
  'inspect status',
  'inspect list',
  'report verify',
  'bundle export',
  'retention show',
  'kiosk status',
  'access status',
  'backup verify',
  'pin show',
  'pin log',
  'completion bash',
  'completion zsh',
  'completion powershell',
]);
/** Nothing of theirs can be refused by what is written in the command line. */
const NOTHING_TO_REFUSE: ReadonlySet<string> = new Set([
  'request accept-loss',
  'report accept-loss',
  'kiosk off',
  'access private',
  'pin off',
]);
const EVERY_COMMAND = COMMAND_NAMES.flatMap((name) => {
  const subcommands = Object.keys(declaredCommand(name).subcommands ?? {});
  return subcommands.length === 0 ? [name] : subcommands.map((sub) => `${name} ${sub}`);
});

beforeAll(async () => {
  pc = await busyPc(path.join(whole, 'pc'));
  outside = path.join(whole, 'outside');
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'garbage'), 'garbage');
  writeFileSync(path.join(outside, 'garbage.vrlab-station'), '{}');
  const station = { school: '第一中学', campusZone: 'urban', lab: 'VR 301', seat: '01', expected: null };
  writeFileSync(path.join(outside, 'station.json'), JSON.stringify({ schema: 'vrlab.station/1', ...station }));
  const channel = { id: 'desk', kind: 'webhook', title: '服务台', url: 'https://desk.example/x' };
  writeFileSync(path.join(outside, 'channel.json'), JSON.stringify({ schema: 'vrlab.channel-setup/1', channel }));
}, 60_000);

/** Runs a command as the terminal does, and hears what it says. */
async function run(args: readonly string[]): Promise<{ code: number; told: string }> {
  const told: string[] = [];
  const given = readArguments(args);
  const terminal: Terminal = {
    ...createTerminal('zh-CN'),
    print: (text) => void told.push(text),
    note: (text) => void told.push(text),
    problem: ({ code }) => void told.push(code),
  };
  const error = await usageError(given, terminal);
  if (error !== null) return { code: 64, told: error };
  const command = await COMMANDS[given.command ?? '']!();
  return { code: await command(given, terminal), told: told.join('\n') };
}

describe('a command that is refused late changes nothing', () => {
  const at = (name: string) => path.join(outside, name);
  const finish = (...more: string[]) => ['inspect', 'finish', pc.open.number, ...more];
  const REFUSED: readonly (readonly [what: string, args: () => string[], told: RegExp])[] = [
    ['finish, while something is open', () => finish('--signer', '李工'), /未填|待填|没有填|还有/],
    [
      'finish with another conclusion than the proposed one, and no reason',
      () => finish('--rest', 'in-use', '--conclusion', 'passed', '--signer', '李工'),
      /inspection-reason-missing/,
    ],
    [
      'finish without a conclusion of this name',
      () => finish('--rest', 'in-use', '--conclusion', 'fine'),
      /--conclusion/,
    ],
    ['finish for no such reason', () => finish('--rest', 'lunch'), /--rest/],
    [
      'rectify a problem that there is none of',
      () => ['inspect', 'rectify', pc.signed.number, '999', 'rectified', '--person', '李工'],
      /inspection-no-such-problem/,
    ],
    ['handing in what is not signed', () => ['inspect', 'hand-in', pc.open.number, '--send'], /inspection-not-signed/],
    ['finish what is signed', () => ['inspect', 'finish', pc.signed.number, '--signer', '李工'], /inspection-not-open/],
    ['start of no such kind', () => ['inspect', 'start', '--kind', 'yearly'], /--kind/],
    ['import of readings that are none', () => ['inspect', 'import', pc.open.number, outside], /garbage/],
    ['bundle import of what is none', () => ['bundle', 'import', at('garbage.vrlab-station')], /./],
    [
      'a source that is no full path',
      () => ['publication', 'source', 'some/folder'],
      /publication-source-not-absolute/,
    ],
    [
      'a source with a password',
      () => ['publication', 'source', 'https://u:secret@example.org/'],
      /^(?!.*secret).*publication-address-unusable/s,
    ],
    ['an update from where there is none', () => ['update', 'stage', outside], /update-root-missing/],
    ['an update where none waits', () => ['update', 'install'], /update-none-staged/],
    ['fetching from nowhere', () => ['publication', 'fetch'], /publication-source-missing/],
    ['request with nothing in it', () => ['request', 'new', '--send'], /--text/],
    [
      'request for a time that is none',
      () => ['request', 'new', '--send', '--text', 'x', '--wanted-by', 'soon'],
      /--wanted-by/,
    ],
    [
      'request about no such run',
      () => ['request', 'new', '--send', '--run', '01KAMNZ0000000000000000009'],
      /run-not-found/,
    ],
    [
      'export of a request into a file that is there',
      () => ['request', 'export', pc.request.number, at('garbage')],
      /file-exists/,
    ],
    ['import of news that are none', () => ['request', 'import', at('garbage')], /./],
    ['retry of no such request', () => ['request', 'retry', 'VR-000000-XXXXXX'], /request-not-found/],
    ['channel without its secret', () => ['channel', 'set', at('channel.json')], /./],
    ['channel that is none', () => ['channel', 'set', at('garbage')], /./],
    ['test of no such channel', () => ['channel', 'test', 'nowhere'], /channel-not-found/],
    ['removal of no such channel', () => ['channel', 'remove', 'nowhere'], /channel-not-found/],
    ['installation of what is no publication', () => ['publication', 'install', outside], /./],
    ['trust in what is no publication', () => ['publication', 'trust', outside, '--fingerprint', '0'.repeat(64)], /./],
    ['report of no such inspection', () => ['report', 'build', 'XJ-000000-AAAA', at('report.pdf')], /./],
    ['archive in a file', () => ['archive', '2026-11', at('garbage')], /./],
    ['archive of no such month', () => ['archive', '2026-13', outside], /2026-11/],
    ['station with an empty seat', () => ['station', 'set', '--lab', 'VR 301', '--seat', ' '], /--seat/],
    [
      'station in no such zone',
      () => ['station', 'set', '--lab', 'VR 301', '--campus-zone', 'village'],
      /--campus-zone.*urban/,
    ],
    ['disks that are none', () => ['station', 'disk', '--put-back', 'D:'], /--put-back/],
    ['equipment of no such station', () => ['station', 'learn', '--station', at('garbage')], /--station/],
    ['station of a file that is none', () => ['station', 'import', at('garbage'), '--seat', '07'], /file-not-json/],
    [
      'station of a file, with a seat nobody can read',
      () => ['station', 'import', at('station.json'), '--seat', '\u202E07'],
      /--seat/,
    ],
    ['export of the station over a file', () => ['station', 'export', at('garbage')], /file-exists/],
    ['export of the history over a file', () => ['history', '--csv', at('garbage')], /file-exists/],
    ['history since no such day', () => ['history', '--since', '2026-02-30'], /--since/],
    ['a kiosk without its program', () => ['kiosk', 'on', '--program', at('nothing')], /file-unreadable/],
    ['access for nobody', () => ['access', 'share'], /./],
    [
      'check that is saved over something else',
      // Said in the words of the publication, to standard error itself.
      () => ['check', '--save-snapshot', at('garbage')],
      /^/,
    ],
    ['field report over a file', () => ['doctor', '--field-report', at('garbage')], /file-exists/],
    ['a PIN for no such role', () => ['pin', 'set', 'pupil'], /PIN/],
    ['setting up from what is no school file', () => ['setup', '--file', at('garbage')], /setup-/],
    ['setting up from no file', () => ['setup'], /--file/],
    ['sealing what is no school file', () => ['setup', 'seal', at('garbage'), '--out', at('sealed.csv')], /setup-/],
    ['a school file over a file', () => ['setup', 'template', at('garbage')], /file-exists/],
    ['a backup over a file', () => ['backup', 'make', at('garbage')], /file-exists/],
    ['restoring over records', () => ['backup', 'restore', at('garbage')], /restore-folder-used/],
    ['restoring what is no backup', () => ['backup', 'restore', at('garbage'), '--set-aside'], /backup-none/],
    ['erasing what is not known', () => ['retention', 'aply'], /apply/],
  ];

  it.each(REFUSED)('%s', async (_, args, expected) => {
    const data = copyOf(path.join(pc.data, 'demo', 'lab-seat-01'), path.join(temporaryFolder(), 'data'));
    // What opening a data folder adds is there before.
    await run(['request', 'list', '--data', data]);
    valueOf(await deviceKeyIn(createPlainSecretStore(data), { marks: readPcMarks })());
    const before = contentOf(data);
    const { code, told } = await run([...args(), '--data', data]);
    expect(code).not.toBe(0);
    expect(told).toMatch(expected);
    expect(contentOf(data)).toEqual(before);
  });

  it('is tried with every command that writes', () => {
    const tried = new Set(
      REFUSED.map(([, args]) => readArguments(args()))
        .map(({ command, subcommand }) => (subcommand === null ? command : `${command} ${subcommand}`))
        .concat('retention apply'),
    );
    const untried = EVERY_COMMAND.filter(
      (name) => !tried.has(name) && !ONLY_LOOKS.has(name) && !NOTHING_TO_REFUSE.has(name),
    );
    expect(untried).toEqual([]);
  });

  it('retention with settings that cannot be read', async () => {
    const data = copyOf(path.join(pc.data, 'demo', 'lab-seat-01'), path.join(temporaryFolder(), 'data'));
    writeFileSync(path.join(data, 'retention.json'), '{');
    await run(['request', 'list', '--data', data]);
    const before = contentOf(data);
    expect((await run(['retention', 'apply', '--data', data])).code).toBe(64);
    expect(contentOf(data)).toEqual(before);
  });
});

it('an inspection that is finished in one step is signed with everything in it', async () => {
  const data = copyOf(path.join(pc.data, 'demo', 'lab-seat-01'), path.join(temporaryFolder(), 'data'));
  const { number } = pc.open;
  const done = await run(['inspect', 'finish', number, '--rest', 'in-use', '--signer', '李工', '--data', data]);
  expect(done).toMatchObject({ code: 0 });
  const status = JSON.parse((await run(['inspect', 'status', number, '--json', '--data', data])).told) as {
    header: { state: string };
    counts: { open: number };
  };
  expect(status).toMatchObject({ header: { state: 'signed' }, counts: { open: 0 } });
  expect(
    (await run(['report', 'build', number, path.join(temporaryFolder(), 'r.json'), '--format', 'json', '--data', data]))
      .code,
  ).toBe(0);
});
