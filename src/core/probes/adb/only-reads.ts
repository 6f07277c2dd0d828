/**
 * What may be asked of a headset. Everything here only reads: a command that is not in this table is never sent.
 * `dumpsys`, `svc`, `settings`, `cmd` and `date` change a headset with other arguments, so arguments count as well.
 */
type Rule = (args: readonly string[]) => boolean;

const NAME = /^[\w.@/-]{1,200}$/;
const PACKAGE = /^[A-Za-z][\w.]{1,199}$/;
const NUMBER = /^\d{1,6}$/;

const exactly =
  (...allowed: readonly string[]): Rule =>
  (args) =>
    allowed.includes(args.join(' '));
const every =
  (...patterns: readonly RegExp[]): Rule =>
  (args) =>
    args.length === patterns.length && patterns.every((pattern, at) => pattern.test(args[at]!));
const oneOf =
  (...rules: readonly Rule[]): Rule =>
  (args) =>
    rules.some((rule) => rule(args));
const none: Rule = (args) => args.length === 0;

/** Services that are asked to say what they know; one that takes arguments is asked without any. */
const DUMPED = [
  'activity activities',
  'battery',
  'batterystats --checkin',
  'connectivity',
  'device_policy',
  'diskstats',
  'display',
  'package packages',
  'peripheral_service',
  'power',
  'pxrcontrollerservice',
  'pxrfanservice',
  'thermalservice',
  'usb',
  'user',
  'wifi',
  'CompanionService',
  'DumpsysProxy OculusUpdater',
  'FanMonitorService',
  'OVRRemoteService',
  'oculus.internal.power.IVrPowerManager/default',
];
const dumped = oneOf(exactly('-l', ...DUMPED), every(/^package$/, PACKAGE));

const HOME = 'resolve-activity --brief -a android.intent.action.MAIN -c android.intent.category.HOME';
/** Options of `pm list packages` that choose what is listed. */
const LISTED: Rule = ([list, packages, ...more]) =>
  list === 'list' &&
  packages === 'packages' &&
  more.every((word) => /^-[defsu3iU]$/.test(word) || word === '--show-versioncode' || PACKAGE.test(word));

/** Commands that begin a line. */
const ASKED: Readonly<Record<string, Rule>> = {
  echo: () => true,
  true: none,
  uptime: none,
  id: none,
  getprop: oneOf(none, every(NAME)),
  date: every(/^\+[%\w:.-]{1,40}$/),
  df: exactly('/data', '-k /data'),
  stat: exactly('-f -c %S:%b:%a /data', '-fc %S:%b:%a /data'),
  cat: every(
    /^\/(?:proc\/(?:uptime|meminfo|net\/dev)|sys\/class\/(?:thermal|udc|power_supply|android_usb)(?:\/[\w:-][\w.:-]*){1,5})$/,
  ),
  dumpsys: (args) => (args[0] === '-t' ? NUMBER.test(args[1] ?? '') && dumped(args.slice(2)) : dumped(args)),
  service: oneOf(exactly('list'), every(/^check$/, NAME)),
  svc: exactly('usb getUsbSpeed'),
  settings: every(/^get$/, /^(?:global|secure|system)$/, NAME),
  pm: oneOf(LISTED, every(/^path$/, PACKAGE)),
  cmd: oneOf(exactly('wifi status', `package ${HOME}`, 'thermalservice list'), ([first, ...args]) => {
    return first === 'package' && LISTED(args);
  }),
  dpm: exactly('list-owners'),
  pidof: every(PACKAGE),
  ip: exactly('route show', '-4 addr show wlan0', 'addr show wlan0'),
  rstest: exactly('info --json'),
};

/** Commands that shorten what came before them on the line; none of them names a file. */
const FILTERS: Readonly<Record<string, Rule>> = {
  grep: (args) => {
    const words = args.filter((word, at) => !/^-[EFivowxcam]{1,6}\d{0,4}$/.test(word) && !isCount(args, at));
    return words.length === 1 && !words[0]!.startsWith('-');
  },
  head: (args) => args.every((word, at) => /^-(?:[nc]|[nc]?\d{1,6})$/.test(word) || isCount(args, at)),
  tail: (args) => args.every((word, at) => /^-(?:[nc]|[nc]?\d{1,6})$/.test(word) || isCount(args, at)),
  cut: (args) => args.every((word) => /^-[dfc]\S{0,20}$/.test(word)),
  wc: exactly('-l'),
};
/** The number after `-n`, `-m`, `-A` … */
function isCount(args: readonly string[], at: number): boolean {
  return at > 0 && /^-[nmcABC]$/.test(args[at - 1]!) && NUMBER.test(args[at]!);
}

/** Whether every command of a line only reads. What the shell would put something else for (`$`, `` ` ``), but for `$?`, and every file, is refused. */
export function onlyReads(line: string): boolean {
  const commands = commandsIn(line);
  return (
    commands !== null &&
    commands.length > 0 &&
    commands.every(({ words: [program = '', ...args], after }) => {
      const rules = after === '|' ? FILTERS : ASKED;
      return Object.hasOwn(rules, program) && rules[program]!(args);
    })
  );
}

/** One command of a line, and what stands before it. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly after: string;
  /** What becomes of its errors. */
  readonly errors: 'apart' | 'dropped' | 'in-output';
}

/** One step: blanks, something between commands, where errors go, or a piece of a word. */
const STEP =
  /(?<blank>[ \t]+)|(?<errors>2>(?:\/dev\/null|&1)(?=[\s;|&]|$))|(?<between>&&|\|\||[;|\n])|'(?<single>[^']*)'|"(?<double>[^"$`\\]*)"|(?<bare>(?:\$\?|[^\s;|&<>()$`\\'"*?[\]{}#!~])+)/y;

/** Splits a line as a shell does, as far as only what is needed here occurs. @returns null where something else does. */
export function commandsIn(line: string): ShellCommand[] | null {
  const commands: { words: string[]; after: string; errors: ShellCommand['errors'] }[] = [
    { words: [], after: '', errors: 'apart' },
  ];
  let inWord = false;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < line.length) {
    const step = STEP.exec(line)?.groups;
    if (step === undefined) return null;
    const { words } = commands.at(-1)!;
    const piece = step['single'] ?? step['double'] ?? step['bare'];
    if (piece === undefined) inWord = false;
    else if (inWord) words.push(words.pop()! + piece);
    else words.push(piece);
    inWord = piece !== undefined;
    if (step['between'] !== undefined) commands.push({ words: [], after: step['between'], errors: 'apart' });
    if (step['errors'] !== undefined) commands.at(-1)!.errors = step['errors'] === '2>&1' ? 'in-output' : 'dropped';
  }
  const isEnd = commands.length > 1 && commands.at(-1)!.words.length === 0 && /[;\n]/.test(commands.at(-1)!.after);
  return isEnd ? commands.slice(0, -1) : commands;
}
