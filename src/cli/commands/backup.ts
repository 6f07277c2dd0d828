import type { BackupManifest } from '../../core/backup/backup-manifest.ts';
import { restoreDataFolder, verifyBackupFile } from '../../core/app/data-folder.ts';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Arguments } from '../arguments.ts';
import { askPin } from '../ask-pin.ts';
import type { SubcommandName } from '../command-line.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { passPhraseIn } from '../pass-file.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { textOption, untilInterrupted, withApp } from '../with-app.ts';
import type { Command } from './command.ts';

const MEGABYTE = 1_000_000;

/** What is said of a backup; its files by number only. */
function said(verb: string, manifest: BackupManifest, more: object): string {
  const { files, ...rest } = manifest;
  return JSON.stringify({ ...rest, schema: 'vrlab.backup-said/1', verb, files: files.length, ...more }, null, 1);
}

function refuse(problem: Problem, { problem: show }: Terminal): number {
  show(problem);
  return BAD_USAGE;
}

function describe({ createdAt, program, station, device }: BackupManifest, signer: string, terminal: Terminal): void {
  const { print, say } = terminal;
  const { school = '', lab = '', seat = '' } = station ?? {};
  if (station !== null) print(plainText(say('backup.seat', { school, lab, seat })));
  print(
    plainText(say('backup.madeAt', { at: formatInstant(new Date(createdAt)).slice(0, 16).replace('T', ' '), program })),
  );
  print(say(device === null ? 'backup.signedForFile' : 'backup.signedBy', { key: signer }));
}

async function make(file: string, given: Arguments, terminal: Terminal): Promise<number> {
  const { print, say } = terminal;
  const named = await passPhraseIn(given);
  if (!named.ok) return refuse(named.problem, terminal);
  const typed = named.value ?? (await askPin(say('backup.passPhraseToMake')));
  return await withApp(given, terminal, async (app) => {
    const made = await app.makeBackup(file, typed === '' ? null : typed, untilInterrupted());
    if (!made.ok) return refuse(made.problem, terminal);
    const { manifest, bytes } = made.value;
    if (given.options['json'] !== undefined) print(said('make', manifest, { file, bytes }));
    else {
      const megabytes = (bytes / MEGABYTE).toFixed(1);
      print(plainText(say('backup.made', { file, megabytes })));
      print(say(manifest.secrets === 'sealed' ? 'backup.secretsSealed' : 'backup.secretsLeftOut'));
      if (manifest.device === null) print(say('backup.keyNotOpened'));
      print(say('backup.keepSafe'));
    }
    return 0;
  });
}

async function verify(file: string, given: Arguments, terminal: Terminal): Promise<number> {
  const { print, say } = terminal;
  const verified = await verifyBackupFile(file, untilInterrupted());
  if (!verified.ok) return refuse(verified.problem, terminal);
  const { manifest, signer } = verified.value;
  if (given.options['json'] !== undefined) print(said('verify', manifest, { file, signer }));
  else {
    print(plainText(say('backup.whole', { file })));
    describe(manifest, signer, terminal);
    print(say(manifest.secrets === 'sealed' ? 'backup.secretsSealed' : 'backup.secretsLeftOut'));
  }
  return 0;
}

async function restore(file: string, given: Arguments, terminal: Terminal): Promise<number> {
  const { print, say } = terminal;
  const named = await passPhraseIn(given);
  if (!named.ok) return refuse(named.problem, terminal);
  const has = (option: string) => given.options[option] !== undefined;
  const choice = {
    file,
    setAside: has('set-aside'),
    withoutSecrets: has('without-secrets'),
    passPhrase: async () => named.value ?? (await askPin(say('backup.passPhrase'))),
  };
  const restored = await restoreDataFolder(textOption(given, 'data'), choice, untilInterrupted());
  if (!restored.ok) return refuse(restored.problem, terminal);
  const { manifest, signer, isSamePc, secrets, setAside } = restored.value;
  if (has('json')) print(said('restore', manifest, { file, signer, isSamePc, secretsRestored: secrets, setAside }));
  else {
    print(plainText(say('backup.restored', { file })));
    describe(manifest, signer, terminal);
    print(say(isSamePc ? 'backup.samePc' : 'backup.otherPc'));
    if (!secrets) print(say('backup.noSecrets'));
    if (setAside !== null) print(plainText(say('backup.setAside', { folder: setAside })));
  }
  return 0;
}

const RUNS: Readonly<
  Record<SubcommandName<'backup'>, (file: string, given: Arguments, terminal: Terminal) => Promise<number>>
> = { make, verify, restore };

/** `vrlab backup make FILE | verify FILE | restore FILE`: the history of this PC in one file. */
export const backup: Command = async (given, terminal) => {
  if (textOption(given, 'world') !== undefined)
    return refuse({ code: 'backup-in-demonstration', params: {} }, terminal);
  return await RUNS[given.subcommand as SubcommandName<'backup'>](given.files[1] ?? '', given, terminal);
};
