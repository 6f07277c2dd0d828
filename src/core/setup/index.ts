import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type { Language } from '../../shared/domain/language.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { RowRefusal, SetupDone, SetupOffer, SetupPart } from '../../shared/domain/school-file.ts';
import enModels from '../../shared/locales/en/models.json' with { type: 'json' };
import zhModels from '../../shared/locales/zh-CN/models.json' with { type: 'json' };
import { channelsFileIn, readChannels } from '../delivery/channel-settings.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { isAdministrator } from '../platform/administrator.ts';
import { defaultLimit, readRegularFile } from '../platform/regular-file.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { readFirmwareIds } from '../probes/host/pc-serial.ts';
import type { Roles } from '../roles/index.ts';
import { readPins } from '../settings/pins-file.ts';
import { applyRow } from './apply-row.ts';
import { judgeSchoolRows, type JudgedRows, type NamedModel, plainName, type SchoolRow } from './judge-school-rows.ts';
import { MAX_SCHOOL_BYTES, type SchoolTable } from './read-school-file.ts';
import { schoolFiles } from './school-places.ts';
import { schoolTemplate } from './school-template.ts';
import { looksSigned, markSchoolFile, openSignedSchoolFile, requireNewer } from './signed-school-file.ts';
import { hasSecrets, sealSchoolFile } from './seal-school-file.ts';
import { PASS_PHRASE_LENGTH } from '../signing/sealing.ts';
import { schoolFileReader } from './untrusted-readers.ts';

/** What the row of this PC is found by, and who asks. */
export interface PcBySchoolFile {
  host(): string;
  serial(): Promise<string | null>;
  files(): Promise<string[]>;
  /** Of the operating system. */
  isAdministrator(): Promise<boolean>;
}

const thisPc = (isDemo: boolean): PcBySchoolFile => ({
  host: () => os.hostname(),
  serial: async () => (await readFirmwareIds()).serial,
  files: () => schoolFiles(isDemo),
  isAdministrator,
});

/** How a command went, with every row that is refused. */
export interface SetupOutcome {
  /** PCs in the file. */
  readonly rows: number;
  readonly refusals: readonly RowRefusal[];
  readonly done: Result<SetupDone>;
}

export interface SealOutcome {
  readonly rows: number;
  readonly refusals: readonly RowRefusal[];
  /** CSV. */
  readonly sealed: Result<Uint8Array>;
}

export interface NamedRow {
  readonly file: string;
  /** Instead of what this PC is called. */
  readonly host?: string | undefined;
  readonly serial?: string | undefined;
}

/** This PC set up from one file for a whole school. */
export interface Setup {
  /** The row of this PC in a file that lies where it is looked for; null after the first set-up, and where there is none. */
  offer(): Promise<Result<SetupOffer | null>>;
  /** Sets up for the first time, as it was offered. @returns `setup-already-done`, `setup-file-changed`, and why not. */
  accept(offer: Pick<SetupOffer, 'file' | 'sha256'>, passPhrase: string | null): Promise<Result<SetupDone>>;
  /**
   * Sets up from a named file: at first whoever may run it, later an administrator, or whoever has one that the service desk signed.
   * @param passPhrase asks for it, once and only where it is needed. @param askPin null where nobody can be asked.
   */
  apply(
    row: NamedRow,
    passPhrase: () => Promise<string | null>,
    askPin: () => Promise<string | null>,
  ): Promise<SetupOutcome>;
  /** Hashes in the place of PINs, and secrets sealed. Every row has to be right. */
  seal(file: string, passPhrase: () => Promise<string | null>, language: Language): Promise<SealOutcome>;
  /** The file to fill in, with what is known of this PC. */
  template(language: Language): Promise<Result<Uint8Array>>;
}

type SetupDependencies = Pick<
  Dependencies,
  'dataDirectory' | 'stationFile' | 'settings' | 'secrets' | 'station' | 'teacher' | 'publication' | 'demo'
> & {
  readonly roles: () => Promise<Pick<Roles, 'adopt' | 'noteCall' | 'allowCommand'>>;
  /** After the seat has changed. */
  readonly refresh: () => void;
};

const LIMIT = defaultLimit(MAX_SCHOOL_BYTES);

interface OpenedFile extends JudgedRows {
  readonly name: string;
  readonly sha256: string;
  readonly table: SchoolTable;
  /** When the service desk signed it; null: nobody did. */
  readonly signedAt: string | null;
}

export function createSetup(deps: SetupDependencies, pc: PcBySchoolFile = thisPc(deps.demo)): Setup {
  const models = (): NamedModel[] =>
    [...deps.publication.catalogue.models.values()].map(({ id, name }) => ({
      id,
      names: [name, (zhModels as Record<string, string>)[id], (enModels as Record<string, string>)[id]].filter(
        (one) => one !== undefined,
      ),
    }));

  /** In a demonstration publication everybody may have the desk's key. */
  const deskKeys = () => (deps.publication.identity.demo ? [] : deps.publication.deskKeys);

  const open = async (file: string, isPlain = false): Promise<Result<OpenedFile>> => {
    const bytes = await readRegularFile(file, LIMIT);
    if (!bytes.ok) return bytes;
    const name = path.basename(file);
    const sha256 = createHash('sha256').update(bytes.value).digest('hex');
    const signed = looksSigned(bytes.value) ? openSignedSchoolFile(bytes.value, deskKeys(), name) : null;
    if (signed?.ok === false) return signed;
    const content = signed?.value.content ?? bytes.value;
    const table = await readApart(schoolFileReader, { file: { name, bytes: content } });
    if (!table.ok) return table;
    const signedAt = signed?.value.issuedAt ?? null;
    return succeed({
      name,
      sha256,
      signedAt,
      table: table.value,
      ...judgeSchoolRows(table.value.lines, models(), isPlain),
    });
  };

  const rowOfPc = async (opened: OpenedFile, named: Omit<NamedRow, 'file'> = {}): Promise<Result<SchoolRow>> => {
    const isNamed = named.host !== undefined || named.serial !== undefined;
    const host = named.host ?? (isNamed ? '' : pc.host());
    const usesSerial = !isNamed && opened.table.columns.includes('serial');
    const serial = named.serial ?? (usesSerial ? await pc.serial() : null) ?? '';
    return findRow(opened, host, serial);
  };

  /** Nobody has set anything up here; what cannot be read was set up once. */
  const isFirst = async (): Promise<Result<boolean>> => {
    const [station, pins] = await Promise.all([deps.station(), readPins(deps.dataDirectory)]);
    if (!station.ok) return station;
    return pins.ok ? succeed(station.value === null && pins.value === null) : pins;
  };

  const mayChange = async (askPin: () => Promise<string | null>): Promise<Result<null>> => {
    const isAdmin = await pc.isAdministrator();
    const pins = await readPins(deps.dataDirectory);
    // Where the PINs decide, an administrator's PIN does as well, and either is in the audit log.
    if (pins.ok && pins.value?.mode === 'pins')
      return await (await deps.roles()).allowCommand('setup', 'administrator', isAdmin, askPin);
    if (isAdmin) return succeed(null);
    const first = await isFirst();
    if (!first.ok) return first;
    return first.value ? succeed(null) : fail('setup-needs-administrator');
  };

  /** Nothing of an unsigned file is read before somebody may use it. The desk's signature may do what an administrator may. */
  const openAllowed = async (file: string, askPin: () => Promise<string | null>): Promise<Result<OpenedFile>> => {
    const bytes = await readRegularFile(file, LIMIT);
    const isSigned = bytes.ok && looksSigned(bytes.value);
    if (!isSigned) {
      const allowed = await mayChange(askPin);
      return allowed.ok ? await open(file) : allowed;
    }
    const opened = await open(file);
    if (!opened.ok || opened.value.signedAt === null) return opened;
    const newer = await requireNewer(deps.dataDirectory, opened.value.signedAt, opened.value.name);
    if (!newer.ok) return newer;
    const noted = await (await deps.roles()).noteCall('setup.accept');
    return noted.ok ? opened : noted;
  };

  const set = async (row: SchoolRow, file: string, passPhrase: string | null): Promise<Result<SetupDone>> => {
    const done = await applyRow(row, file, passPhrase, deps);
    if (done.ok && done.value.changed.length > 0) deps.refresh();
    return done;
  };

  return {
    async offer() {
      const first = await isFirst();
      if (!first.ok || !first.value) return first.ok ? succeed(null) : first;
      let problem: Problem | null = null;
      for (const file of await pc.files()) {
        const opened = await open(file);
        const row = opened.ok ? await rowOfPc(opened.value) : opened;
        if (row.ok && opened.ok) return succeed(offerOf(file, opened.value, row.value));
        if (!row.ok && row.problem.code !== 'setup-row-missing') problem ??= row.problem;
      }
      return problem === null ? succeed(null) : { ok: false, problem };
    },
    async accept({ file, sha256 }, passPhrase) {
      const first = await isFirst();
      if (!first.ok) return first;
      if (!first.value) return fail('setup-already-done');
      const known = (await pc.files()).includes(file);
      const opened = known ? await open(file) : null;
      if (opened?.ok === false) return opened;
      if (opened === null || opened.value.sha256 !== sha256)
        return fail('setup-file-changed', { file: path.basename(file) });
      const row = await rowOfPc(opened.value);
      return row.ok ? await set(row.value, opened.value.name, passPhrase) : row;
    },
    async apply({ file, ...named }, passPhrase, askPin) {
      const opened = await openAllowed(file, askPin);
      if (!opened.ok) return { rows: 0, refusals: [], done: opened };
      const { refusals, table, signedAt } = opened.value;
      const row = await rowOfPc(opened.value, named);
      const outcome = { rows: table.lines.length, refusals };
      if (!row.ok) return { ...outcome, done: row };
      const isSealed = row.value.channels.some(({ sealed }) => sealed !== null);
      const phrase = isSealed ? await passPhrase() : null;
      const done = await set(row.value, opened.value.name, phrase);
      if (done.ok && signedAt !== null) markSchoolFile(deps.dataDirectory, signedAt);
      return { ...outcome, done };
    },
    async seal(file, passPhrase, language) {
      const opened = await open(file, true);
      if (!opened.ok) return { rows: 0, refusals: [], sealed: opened };
      const { name, table, rows, refusals } = opened.value;
      const outcome = { rows: table.lines.length, refusals };
      if (refusals.length > 0)
        return { ...outcome, sealed: fail('setup-rows-refused', { file: name, count: refusals.length }) };
      const phrase = hasSecrets(rows) ? ((await passPhrase()) ?? '') : null;
      const length = phrase?.normalize('NFKC').trim().length ?? PASS_PHRASE_LENGTH.least;
      if (length < PASS_PHRASE_LENGTH.least || length > PASS_PHRASE_LENGTH.most)
        return { ...outcome, sealed: fail('setup-pass-short', { ...PASS_PHRASE_LENGTH }) };
      return { ...outcome, sealed: succeed(await sealSchoolFile(table, rows, phrase, language)) };
    },
    async template(language) {
      const [station, teacher] = await Promise.all([deps.station(), deps.teacher()]);
      if (!station.ok) return station;
      if (!teacher.ok) return teacher;
      const channels = await readChannels(channelsFileIn(deps.dataDirectory));
      if (!channels.ok) return channels;
      const known = { host: pc.host(), serial: await pc.serial(), station: station.value, teacher: teacher.value };
      const names = language === 'en' ? enModels : zhModels;
      const nameOf = (id: string): string =>
        (names as Record<string, string>)[id] ?? deps.publication.catalogue.models.get(id)?.name ?? id;
      return succeed(schoolTemplate({ ...known, channels: channels.value.channels }, language, nameOf));
    },
  };
}

/** The row with this host name or serial number, also where it is refused. */
function findRow({ name, table, rows }: OpenedFile, host: string, serial: string): Result<SchoolRow> {
  const short = plainName(host).split('.')[0]!;
  const isHost = (text: string): boolean => text !== '' && [plainName(host), short].includes(plainName(text));
  const byHost = table.lines.find(({ cells }) => isHost(cells.host ?? ''))?.line;
  const isSerial = (text: string): boolean => text !== '' && plainName(text) === plainName(serial);
  const bySerial = table.lines.find(({ cells }) => isSerial(cells.serial ?? ''))?.line;
  if (byHost !== undefined && bySerial !== undefined && byHost !== bySerial)
    return fail('setup-row-ambiguous', { file: name, line: byHost, other: bySerial });
  const line = byHost ?? bySerial;
  if (line === undefined) return fail('setup-row-missing', { file: name, host: host === '' ? serial : host });
  const row = rows.find((one) => one.line === line);
  return row === undefined ? fail('setup-row-refused', { file: name, line }) : succeed(row);
}

function offerOf(file: string, { sha256 }: OpenedFile, row: SchoolRow): SetupOffer {
  const parts: SetupPart[] = ['station'];
  if (Object.keys(row.teacher).length > 0) parts.push('teacher');
  if (row.channels.length > 0) parts.push('channels');
  if (Object.keys(row.pins).length > 0) parts.push('pins');
  const needsPassPhrase = row.channels.some(({ sealed }) => sealed !== null);
  return { file, sha256, line: row.line, station: row.station, parts, needsPassPhrase };
}
