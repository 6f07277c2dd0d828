import type { App } from '../../core/app/app.ts';
import { readHandedStation } from '../../core/app/handed-files.ts';
import type { PutBackDisks } from '../../shared/domain/put-back-disk.ts';
import { STATION_SCHEMA } from '../../shared/domain/schema-names.ts';
import { type Station, stationSchema } from '../../shared/domain/station.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { unseenIn } from '../../shared/domain/unseen-text.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { textOption } from '../with-app.ts';
import { writeNewFile } from '../write-new-file.ts';
import { type Subcommand, type SubcommandCall, withSubcommands } from './command.ts';

/** The records are on a disk that is put back. */
const NOTHING_PERSISTS = 1;

/** Which option a field of the station is given by. */
const OPTIONS = { school: 'school', campusZone: 'campus-zone', lab: 'lab', seat: 'seat' } as const;
type Field = keyof typeof OPTIONS;
const FIELDS = Object.keys(OPTIONS) as Field[];

/** `[show]`: which seat this PC is, and what should be connected to it. */
const show: Subcommand = async ({ app, given, terminal }) => {
  const station = await app.station();
  if (!station.ok) return refuse(station, terminal);
  report(station.value, app, given.options['json'] !== undefined, terminal);
  return 0;
};

/** `set --school … --campus-zone … --lab … --seat …`: what is not given stays as it is. */
const set: Subcommand = async (call) => {
  const { app, given, terminal } = call;
  const before = await app.station();
  if (!before.ok) return refuse(before, terminal);
  const named = FIELDS.flatMap((field): [Field, string][] => {
    const value = textOption(given, OPTIONS[field]);
    return value === undefined ? [] : [[field, value]];
  });
  if (named.length === 0) return refuseUsage(terminal.say('station.nothingToSet'), terminal);
  return await save({ schema: STATION_SCHEMA, expected: null, ...before.value, ...Object.fromEntries(named) }, call);
};

/** `learn`: what is connected now is what should be connected from now on. */
const learn: Subcommand = async (call) => {
  const { app, terminal } = call;
  const before = await app.station();
  if (!before.ok) return refuse(before, terminal);
  if (before.value === null) return refuseUsage(terminal.say('station.notSet'), terminal);
  const learned = await app.learnEquipment();
  if (!learned.ok) return refuse(learned, terminal);
  if (learned.value.length === 0) {
    terminal.note(terminal.say('station.nothingConnected'));
    return BAD_USAGE;
  }
  return await save({ ...before.value, expected: learned.value }, call);
};

/** `disk [--put-back system|all|none]`: which disks are put back at every start; no program can find that out for sure. */
const disk: Subcommand = async ({ app, given, terminal }) => {
  const { print, say } = terminal;
  const putBack = textOption(given, 'put-back') as PutBackDisks | undefined;
  const declared = putBack === undefined ? await app.putBackDisk.declared() : await app.putBackDisk.declare(putBack);
  if (!declared.ok) return refuse(declared, terminal);
  const problem = await app.putBackDisk.problem();
  if (given.options['json'] !== undefined) {
    const said = { schema: 'vrlab.put-back-disk-state/1', putBack: declared.value?.putBack ?? null, problem };
    print(JSON.stringify(said, null, 1));
    return problem === null ? 0 : NOTHING_PERSISTS;
  }
  print(say(`station.disk.${declared.value?.putBack ?? 'undeclared'}`));
  if (problem !== null) terminal.problem(problem);
  return problem === null ? 0 : NOTHING_PERSISTS;
};

/** `export FILE`: for the other PCs of the lab; never over a file that is there. */
const exportStation: Subcommand = async ({ app, given, places: [file = ''], terminal }) => {
  const station = await app.station();
  if (!station.ok) return refuse(station, terminal);
  if (station.value === null) return refuseUsage(terminal.say('station.notSet'), terminal);
  const written = await writeNewFile(file, `${JSON.stringify(station.value, null, 1)}\n`);
  if (!written.ok) return refuse(written, terminal);
  if (given.options['json'] === undefined) terminal.print(terminal.say('station.exported', { file: plainText(file) }));
  else terminal.print(JSON.stringify({ schema: 'vrlab.station-export/1', file }, null, 1));
  return 0;
};

/** `import FILE [--seat SEAT]`: school, lab and equipment of the file; the seat stays that of this PC, or is the one given. */
const importStation: Subcommand = async (call) => {
  const {
    app,
    given,
    places: [file = ''],
    terminal,
  } = call;
  const handed = await readHandedStation(file);
  if (!handed.ok) return refuse(handed, terminal);
  const before = await app.station();
  if (!before.ok) return refuse(before, terminal);
  const seat = textOption(given, 'seat') ?? before.value?.seat;
  if (seat === undefined) return refuseUsage(terminal.say('station.seatMissing'), terminal);
  return await save({ ...handed.value, seat }, call);
};

/** Everything is examined before the file is replaced. */
async function save(wished: unknown, { app, given, terminal }: SubcommandCall): Promise<number> {
  const examined = examine(wished);
  if (!examined.ok) {
    const options = examined.problem.map(
      (field) => `--${OPTIONS[field]}${field === 'campusZone' ? ' urban|suburban' : ''}`,
    );
    return refuseUsage(
      terminal.say('station.badFields', { options: options.join(terminal.wording.t('terms:listSeparator')) }),
      terminal,
    );
  }
  const saved = await app.saveStation(examined.value);
  if (!saved.ok) return refuse(saved, terminal);
  report(saved.value, app, given.options['json'] !== undefined, terminal);
  return 0;
}

/** @returns the fields that are missing, empty, too long, or hold a character nobody sees. */
function examine(wished: unknown): Result<Station, readonly Field[]> {
  const checked = stationSchema.safeParse(wished);
  const bad = new Set(
    checked.success
      ? FIELDS.filter((field) => unseenIn(checked.data[field]) !== null)
      : checked.error.issues.map(({ path: [field] }) => field as Field),
  );
  const fields = FIELDS.filter((field) => bad.has(field));
  return checked.success && fields.length === 0 ? succeed(checked.data) : { ok: false, problem: fields };
}

function report(station: Station | null, app: App, json: boolean, { print, say, paint, wording }: Terminal): void {
  if (json) {
    print(JSON.stringify({ schema: 'vrlab.station-state/1', station }, null, 1));
    return;
  }
  if (station === null) {
    print(say('station.notSet'));
    return;
  }
  const { school, campusZone, lab, seat, expected } = station;
  const names = new Map(app.models().map(({ id, name }) => [id, wording.modelName(id, name)]));
  const devices = expected?.map(({ model, count }) =>
    say('station.device', { name: names.get(model) ?? model, count }),
  );
  const equipment =
    devices === undefined
      ? say('station.notLearned')
      : devices.length === 0
        ? say('station.nothingExpected')
        : wording.list(devices);
  print(paint('bold', wording.labelled(say('station.seat'), plainText(seat))));
  for (const [name, value] of [
    [say('station.lab'), lab],
    [say('station.school'), school],
    [say('station.campusZone'), wording.t(`requests:terms.zone.${campusZone}`)],
    [say('station.expected'), equipment],
  ] as const)
    print(`  ${wording.labelled(name, plainText(value))}`);
}

function refuse({ problem }: Extract<Result<never>, { ok: false }>, terminal: Terminal): number {
  terminal.problem(problem);
  return BAD_USAGE;
}

function refuseUsage(error: string, { note, say }: Terminal): number {
  note(`${error}\n${say('usage.seeHelpOf', { command: 'vrlab station' })}`);
  return BAD_USAGE;
}

/** `vrlab station [show] | set | learn | export FILE | import FILE` */
export const station = withSubcommands<'station', SubcommandCall>(
  { show, set, learn, disk, export: exportStation, import: importStation },
  (call) => call,
);
