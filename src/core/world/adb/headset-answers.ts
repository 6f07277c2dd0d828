import { commandsIn, type ShellCommand } from '../../probes/adb/only-reads.ts';
import type { DescribedAnswer, DescribedBattery, DescribedHeadset } from './adb-world.ts';

/** What one line of shell commands answers. */
export interface ShellLineAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly delayMs: number;
  readonly times: number;
  readonly hang: boolean;
  readonly unplug: boolean;
}

const WHOLE: ShellLineAnswer = { stdout: '', stderr: '', exit: 0, delayMs: 0, times: 1, hang: false, unplug: false };
const whole = (answer: DescribedAnswer): ShellLineAnswer => ({ ...WHOLE, ...withoutAbsent(answer) });
const withoutAbsent = (answer: DescribedAnswer): Partial<ShellLineAnswer> =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));

/** Answers a line as the described headset: the line as it is listed, else command by command, in pipes as well. */
export function answerLine(headset: DescribedHeadset, line: string, now: number): ShellLineAnswer {
  // Adb puts quotes round what is given to it word by word.
  const listed = headset.answers[line] ?? headset.answers[line.replaceAll("'", '')];
  const begun = { ...WHOLE, delayMs: headset.delayMs };
  if (listed !== undefined) return add(begun, whole(listed));
  const commands = commandsIn(line);
  if (commands === null) return add(begun, { ...WHOLE, stderr: `/system/bin/sh: syntax error: ${line}\n`, exit: 1 });
  let [answer, piped] = [begun, WHOLE];
  for (const [at, command] of commands.entries()) {
    const isSkipped =
      (command.after === '&&' && piped.exit !== 0) || (command.after === '||' && at > 0 && piped.exit === 0);
    if (isSkipped) continue;
    piped =
      command.after === '|'
        ? filter(piped, command.words)
        : withErrors(answerCommand(headset, command, { now, exit: piped.exit }), command.errors);
    if (commands[at + 1]?.after !== '|') answer = add(answer, piped);
  }
  return answer;
}

/** One after the other. */
const add = (before: ShellLineAnswer, after: ShellLineAnswer): ShellLineAnswer => ({
  stdout: before.stdout + after.stdout,
  stderr: before.stderr + after.stderr,
  exit: after.exit,
  delayMs: before.delayMs + after.delayMs,
  times: before.times * after.times,
  hang: before.hang || after.hang,
  unplug: before.unplug || after.unplug,
});

function withErrors(answer: ShellLineAnswer, errors: ShellCommand['errors']): ShellLineAnswer {
  if (errors === 'apart') return answer;
  return { ...answer, stdout: answer.stdout + (errors === 'in-output' ? answer.stderr : ''), stderr: '' };
}

/** The moment, and the exit code of the command before. */
interface Shell {
  readonly now: number;
  readonly exit: number;
}

function answerCommand(headset: DescribedHeadset, { words }: ShellCommand, shell: Shell): ShellLineAnswer {
  const listed = headset.answers[words.join(' ')];
  if (listed !== undefined) return whole(listed);
  const [program = '', ...args] = words;
  const told = TOLD[program]?.(headset, args, shell) ?? null;
  if (typeof told === 'string') return { ...WHOLE, stdout: told };
  if (program === 'dumpsys') return { ...WHOLE, stderr: `Can't find service: ${args[0] ?? ''}\n` };
  return { ...WHOLE, stderr: `/system/bin/sh: ${program}: inaccessible or not found\n`, exit: 127 };
}

type Told = (headset: DescribedHeadset, args: readonly string[], shell: Shell) => string | null;

/** What the fields of a headset say to a command; null: nothing. */
const TOLD: Readonly<Record<string, Told>> = {
  echo: (_, args, { exit }) => `${args.join(' ').replaceAll('$?', String(exit))}\n`,
  true: () => '',
  getprop({ properties, serial, link }, [name]) {
    const all: Record<string, string> = { ...(link === 'usb' && { 'ro.serialno': serial }), ...properties };
    if (name !== undefined) return `${all[name] ?? ''}\n`;
    return Object.entries(all)
      .map(([key, value]) => `[${key}]: [${value}]\n`)
      .join('');
  },
  date({ clockAheadMs }, [format], { now }) {
    if (format === '+%s') return `${Math.floor((now + clockAheadMs) / 1000)}\n`;
    return format === '+%s%3N' ? `${now + clockAheadMs}\n` : null;
  },
  dumpsys: ({ battery }, [service]) => (service === 'battery' && battery !== undefined ? batteryText(battery) : null),
  df: ({ storage }, args) =>
    storage === undefined || args.at(-1) !== '/data' ? null : dfText(storage.total, storage.free),
  stat: ({ storage }, args) =>
    storage === undefined || args.at(-1) !== '/data'
      ? null
      : `4096:${Math.floor(storage.total / 4096)}:${Math.floor(storage.free / 4096)}\n`,
};

const STATUS = { unknown: 1, charging: 2, discharging: 3, 'not-charging': 4, full: 5 } as const;

function batteryText({ level, status, sources, health, celsius, millivolts }: DescribedBattery): string {
  const has = (source: DescribedBattery['sources'][number]) => sources.includes(source);
  return [
    'Current Battery Service state:',
    `  AC powered: ${has('ac')}`,
    `  USB powered: ${has('usb')}`,
    `  Wireless powered: ${has('wireless')}`,
    ...(has('dock') ? ['  Dock powered: true'] : []),
    `  status: ${STATUS[status]}`,
    `  health: ${health}`,
    '  present: true',
    `  level: ${level}`,
    '  scale: 100',
    `  voltage: ${millivolts}`,
    `  temperature: ${Math.round(celsius * 10)}`,
    '  technology: Li-ion',
    '',
  ].join('\n');
}

function dfText(total: number, free: number): string {
  const [all, left] = [Math.floor(total / 1024), Math.floor(free / 1024)];
  const used = all - left;
  return `Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/block/dm-9 ${all} ${used} ${left} ${Math.round((used * 100) / all)}% /data\n`;
}

/** `grep`, `head` and `tail`, as far as sections use them. */
function filter(piped: ShellLineAnswer, [program = '', ...args]: readonly string[]): ShellLineAnswer {
  const lines = piped.stdout.split('\n').filter((line, at, all) => at < all.length - 1 || line !== '');
  const kept = FILTERS[program]?.(lines, args) ?? lines;
  const exit = program === 'grep' && kept.length === 0 ? 1 : 0;
  return { ...piped, stdout: kept.map((line) => `${line}\n`).join(''), exit };
}

const countIn = (args: readonly string[], usual: number): number =>
  Number(
    /-[nm]?(\d+)|(?:^| )-[nm] (\d+)/
      .exec(args.join(' '))
      ?.slice(1)
      .find((digits) => digits !== undefined) ?? usual,
  );

const FILTERS: Readonly<Record<string, (lines: string[], args: readonly string[]) => string[]>> = {
  grep(lines, args) {
    const options = args.filter((word) => word.startsWith('-')).join('');
    const sought = args.findLast((word) => !word.startsWith('-') && !/^\d+$/.test(word)) ?? '';
    const pattern = new RegExp(
      options.includes('F') ? sought.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`) : sought,
      options.includes('i') ? 'i' : '',
    );
    const isKept = (line: string) => pattern.test(line) !== options.includes('v');
    return lines.filter(isKept).slice(0, options.includes('m') ? countIn(args, lines.length) : undefined);
  },
  head: (lines, args) => lines.slice(0, countIn(args, 10)),
  tail: (lines, args) => lines.slice(-countIn(args, 10)),
};
