import { contactSchema } from '../../shared/domain/service-request.ts';
import { hotlineSchema } from '../../shared/domain/hotline.ts';
import { PIN_ROLES, type PinRole } from '../../shared/domain/role.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { RowRefusal, SchoolColumn } from '../../shared/domain/school-file.ts';
import { type ExpectedDevice, type Station, stationSchema } from '../../shared/domain/station.ts';
import type { Teacher } from '../../shared/domain/teacher.ts';
import { unseenIn } from '../../shared/domain/unseen-text.ts';
import { checkNewPin } from '../roles/pin.ts';
import type { SchoolLine } from './read-school-file.ts';
import { readChannels, type Refuse, type SchoolChannel } from './school-channels.ts';

/** What a row sets of the teacher; what it leaves empty stays as it is. */
export type SchoolTeacher = Partial<Pick<Teacher, 'contact' | 'hotline' | 'subject' | 'stage'>>;

/** One PC of the school. */
export interface SchoolRow {
  readonly line: number;
  /** Without case; empty: by its serial number alone. */
  readonly host: string;
  readonly serial: string;
  /** `expected` null: the cell is empty, and what is known here stays. */
  readonly station: Station;
  readonly teacher: SchoolTeacher;
  readonly channels: readonly SchoolChannel[];
  /** Hashes, or digits in a file that is still to be sealed. */
  readonly pins: Readonly<Partial<Record<PinRole, string>>>;
}

/** A model of the catalogue with every name it is called by. */
export interface NamedModel {
  readonly id: string;
  readonly names: readonly string[];
}

export interface JudgedRows {
  readonly rows: readonly SchoolRow[];
  readonly refusals: readonly RowRefusal[];
}

export const plainName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

const ZONES: Readonly<Record<string, Station['campusZone']>> = {
  市区: 'urban',
  城区: 'urban',
  urban: 'urban',
  郊区: 'suburban',
  suburban: 'suburban',
};
const NOTHING = new Set(['无', '没有', 'none', 'nothing', '-', '0']);
/** As `hashPin` writes it; what costs much more would stop the PC at every sign-in. */
const HASH = /^\$argon2id\$v=19\$m=(\d{4,6}),t=(\d),p=([1-4])\$[\w+/]{16,64}\$[\w+/]{32,128}$/;
const MAX_MEMORY_KIB = 262_144;
const COUNT = /(?:\s+x|\s*[×*])\s*(\d{1,2})\s*(?:台|套|个|只)?$/i;

/**
 * Judges every line for itself and against the others. A line with anything wrong is refused as a whole.
 * @param isPlain the file is still to be sealed: PINs are digits, and secrets can be read.
 */
export function judgeSchoolRows(
  lines: readonly SchoolLine[],
  models: readonly NamedModel[],
  isPlain = false,
): JudgedRows {
  const names = modelsByName(models);
  const refusals: RowRefusal[] = [];
  const rows = lines.flatMap((line): SchoolRow[] => {
    const own: RowRefusal[] = [];
    const refuse: Refuse = (column, reason, detail = '') => own.push({ line: line.line, column, reason, detail });
    const row = readRow(line, names, isPlain, refuse);
    refusals.push(...own);
    return own.length > 0 || row === null ? [] : [row];
  });
  // Two rows for one thing: nobody can tell which of them is right. Also a refused one counts.
  const twice = refuseTwice(lines);
  const bad = new Set(twice.map(({ line }) => line));
  return {
    rows: rows.filter(({ line }) => !bad.has(line)),
    refusals: [...refusals, ...twice].toSorted((a, b) => a.line - b.line),
  };
}

/** A name that several models have says nothing. */
function modelsByName(models: readonly NamedModel[]): ReadonlyMap<string, string> {
  const named = models.flatMap(({ id, names }) => [...new Set(names.map(plainName))].map((name) => ({ name, id })));
  const single = [...Map.groupBy(named, ({ name }) => name)].filter(([, same]) => same.length === 1);
  return new Map([
    ...single.map(([name, [only]]) => [name, only!.id] as const),
    ...models.map(({ id }) => [id, id] as const),
  ]);
}

function refuseTwice(lines: readonly SchoolLine[]): RowRefusal[] {
  const groups = (column: SchoolColumn, reason: RowRefusal['reason'], keyOf: (line: SchoolLine) => string) =>
    [...Map.groupBy(lines, keyOf)]
      .filter(([key, same]) => key !== '' && same.length > 1)
      .flatMap(([, same]) =>
        same.map(({ line }): RowRefusal => {
          const others = same.filter((other) => other.line !== line).map((other) => other.line);
          return { line, column, reason, detail: others.join(', ') };
        }),
      );
  const of = ({ cells }: SchoolLine, column: SchoolColumn) => plainName(cells[column] ?? '');
  return [
    ...groups('host', 'pc-twice', (line) => of(line, 'host')),
    ...groups('serial', 'pc-twice', (line) => of(line, 'serial')),
    ...groups('seat', 'seat-twice', (line) =>
      of(line, 'seat') === ''
        ? ''
        : JSON.stringify(['school', 'lab', 'seat'].map((one) => of(line, one as SchoolColumn))),
    ),
  ];
}

function readRow(
  { line, cells, formulas, isShifted }: SchoolLine,
  models: ReadonlyMap<string, string>,
  isPlain: boolean,
  refuse: Refuse,
): SchoolRow | null {
  const cell = (column: SchoolColumn): string => cells[column] ?? '';
  for (const column of formulas) refuse(column, 'formula');
  if (isShifted) refuse('remarks', 'shifted');
  for (const [column, text] of Object.entries(cells) as [SchoolColumn, string][])
    if (column !== 'remarks' && unseenIn(text) !== null) refuse(column, 'not-readable', unseenIn(text)!);
  if (cell('host') === '' && cell('serial') === '') refuse('host', 'missing');
  const station = readStation(cell, models, refuse);
  const teacher = readTeacher(cell, refuse);
  const pins = readPins(cell, isPlain, refuse);
  const channels = readChannels(cell, isPlain, refuse);
  if (station === null) return null;
  return { line, host: plainName(cell('host')), serial: plainName(cell('serial')), station, teacher, pins, channels };
}

type Cell = (column: SchoolColumn) => string;

function readStation(cell: Cell, models: ReadonlyMap<string, string>, refuse: Refuse): Station | null {
  const missing = (['school', 'campusZone', 'lab', 'seat'] as const).filter((column) => cell(column) === '');
  for (const column of missing) refuse(column, 'missing');
  const campusZone = ZONES[plainName(cell('campusZone'))];
  if (campusZone === undefined && cell('campusZone') !== '') refuse('campusZone', 'zone-unknown', cell('campusZone'));
  const expected = readExpected(cell('expected'), models, refuse);
  if (missing.length > 0 || campusZone === undefined) return null;
  const station = stationSchema.safeParse({
    schema: STATION_SCHEMA,
    school: cell('school'),
    campusZone,
    lab: cell('lab'),
    seat: cell('seat'),
    expected,
  });
  if (station.success) return station.data;
  refuse(station.error.issues[0]!.path[0] as 'school' | 'lab' | 'seat' | 'expected', 'not-readable');
  return null;
}

/** `Valve Index × 1；VIVE 追踪器 × 2`; nothing written: null. */
function readExpected(
  text: string,
  models: ReadonlyMap<string, string>,
  refuse: Refuse,
): readonly ExpectedDevice[] | null {
  if (text === '') return null;
  if (NOTHING.has(plainName(text))) return [];
  return text
    .split(/[;；、]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .flatMap((one) => {
      const count = Number(COUNT.exec(one)?.[1] ?? 1);
      const model = models.get(plainName(one)) ?? models.get(plainName(one.replace(COUNT, '')));
      if (model !== undefined && count > 0) return [{ model, count: models.has(plainName(one)) ? 1 : count }];
      refuse('expected', 'device-unknown', one.slice(0, 80));
      return [];
    });
}

function readTeacher(cell: Cell, refuse: Refuse): SchoolTeacher {
  const [name, phone, hotline] = [cell('contactName'), cell('contactPhone'), cell('hotline')];
  for (const column of ['subject', 'stage'] as const) if (cell(column).length > 40) refuse(column, 'not-readable');
  const contact = contactSchema.safeParse({ name, phone });
  if (!contact.success) refuse(contact.error.issues[0]?.path[0] === 'name' ? 'contactName' : 'contactPhone', 'phone');
  const line = hotline === '' ? null : hotlineSchema.safeParse(hotline);
  if (line?.success === false) refuse('hotline', 'phone');
  return {
    ...(name + phone !== '' && contact.success && { contact: contact.data }),
    ...(line?.success === true && { hotline: line.data }),
    ...(cell('subject') !== '' && { subject: cell('subject') }),
    ...(cell('stage') !== '' && { stage: cell('stage') }),
  };
}

function readPins(cell: Cell, isPlain: boolean, refuse: Refuse): SchoolRow['pins'] {
  const pins: Partial<Record<PinRole, string>> = {};
  for (const role of PIN_ROLES) {
    const text = cell(`${role}Pin`);
    if (text === '') continue;
    const refused = HASH.test(text) ? costRefusal(text) : isPlain ? digitsRefusal(text, pins) : plainRefusal(text);
    if (refused === null) pins[role] = text;
    else refuse(`${role}Pin`, refused);
  }
  const isAny = PIN_ROLES.some((role) => cell(`${role}Pin`) !== '');
  if (isAny && cell('administratorPin') === '') refuse('administratorPin', 'pin-administrator-missing');
  return pins;
}

type Refused = RowRefusal['reason'] | null;

const costRefusal = (hash: string): Refused => (Number(HASH.exec(hash)![1]) > MAX_MEMORY_KIB ? 'pin-not-hash' : null);
const plainRefusal = (text: string): Refused => (/^\d+$/.test(text) ? 'pin-plain' : 'pin-not-hash');

function digitsRefusal(pin: string, others: SchoolRow['pins']): Refused {
  const checked = checkNewPin(pin);
  if (!checked.ok) return checked.problem.code === 'pin-too-simple' ? 'pin-too-simple' : 'pin-not-digits';
  return Object.values(others).includes(pin) ? 'pin-already-used' : null;
}
