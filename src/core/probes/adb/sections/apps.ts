import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionContext, SectionReader } from '../section.ts';
import { isPackageName } from './commands.ts';
import { forEachLine, label, wholeNumber } from './lines.ts';
import { answersIn, read, scriptAbout, unread, whyUnread } from './script.ts';

type App = AdbSectionValue<'apps'>[number];

const askedPackages = ({ packages }: SectionContext): readonly string[] =>
  [...new Set(packages.filter(isPackageName))].slice(0, 100);

/** Of an app: of what it says about itself, and of the state of user 0. */
interface Told {
  found: boolean;
  version: string | null;
  versionCode: number | null;
  installed: boolean | null;
  enabled: boolean | null;
  part: 'other' | 'runtime';
  refused: string[];
}

function takeUser(told: Told, line: string): void {
  const [, installed] = /\binstalled=(true|false)\b/.exec(line) ?? [];
  const [, enabled] = /\benabled=(\d)\b/.exec(line) ?? [];
  if (installed !== undefined) told.installed ??= installed === 'true';
  // 0: as it came, 1: switched on, the others: switched off in one way or another.
  if (enabled !== undefined) told.enabled ??= enabled === '0' || enabled === '1';
}

/**
 * Of `dumpsys package`: the first block with the package is the app; behind it may come the one it replaced, and before it
 * parts that failed to print.
 * @returns null: it is not there; undefined: nobody can tell.
 */
function appIn(text: string, name: string): App | null | undefined {
  const told: Told = {
    found: false,
    version: null,
    versionCode: null,
    installed: null,
    enabled: null,
    part: 'other',
    refused: [],
  };
  let isOurs = false;
  let isMissing = false;
  let isFirstUser = true;
  forEachLine(text, (line) => {
    if (line.startsWith('Package [')) {
      isOurs = !told.found && line.startsWith(`Package [${name}]`);
      told.found ||= isOurs;
    } else if (line.startsWith('Unable to find package')) isMissing = true;
    else if (!isOurs) return;
    else if (line.startsWith('versionCode=')) told.versionCode ??= wholeNumber(/^versionCode=(\d+)/.exec(line)?.[1]);
    else if (line.startsWith('versionName=')) told.version ??= label(line.slice('versionName='.length));
    else if (/^User \d+:/.test(line)) {
      isFirstUser = line.startsWith('User 0:');
      told.part = 'other';
      if (isFirstUser) takeUser(told, line.slice(0, 2000));
    } else if (line.endsWith('permissions:')) told.part = line === 'runtime permissions:' ? 'runtime' : 'other';
    else if (told.part === 'runtime' && isFirstUser) {
      const [, permission] = /^([\w.]{1,200}): granted=false\b/.exec(line) ?? [];
      if (permission !== undefined && told.refused.length < 100) told.refused.push(permission);
    }
  });
  if (!told.found) return isMissing ? null : undefined;
  if (told.installed === false) return null;
  const { version, versionCode, enabled, refused } = told;
  return { package: name, version, versionCode, enabled, refused };
}

export const appsReader: SectionReader<'apps'> = {
  name: 'apps',
  deadlineMs: 10_000,
  command(context) {
    const packages = askedPackages(context);
    return packages.length === 0 ? null : scriptAbout(packages);
  },
  read(answer, context) {
    const packages = askedPackages(context);
    if (packages.length === 0) return unread('not-asked');
    const answers = answersIn(answer, packages.length);
    const apps = packages.map((name, at) => (answers[at] ? appIn(answers[at].text, name) : undefined));
    // A list with a hole would say of an app that it is not there.
    const hole = apps.indexOf(undefined);
    return hole < 0
      ? read(apps.filter((app) => app !== null && app !== undefined))
      : unread(whyUnread(answer, answers[hole]));
  },
};
