import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Installer, Release, Updates } from './updates-schema.ts';

export interface ThisProgram {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  /** How it was installed: an AppImage is replaced by an AppImage. */
  readonly kind: Installer['kind'];
}

export interface ChosenRelease {
  readonly version: string;
  /** It is older than this program, and signed as the way back from it. */
  readonly isRollBack: boolean;
  readonly installer: Installer;
}

const numbersOf = (version: string): number[] => version.split(/[.+-]/).slice(0, 3).map(Number);

/** Less than 0: the first is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  return a.map((number, at) => number - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/**
 * The release that this program is to become: a signed way back from its version, else the newest one that is newer.
 * @returns null: nothing newer. `update-needs-older-first`, `update-none-for-pc`, `update-downgrade`. Pure.
 */
export function chooseRelease({ releases }: Updates, program: ThisProgram): Result<ChosenRelease | null> {
  const back = releases.find(({ rollBackFrom }) => rollBackFrom.includes(program.version));
  const [newest] = releases.toSorted((one, other) => compareVersions(other.version, one.version));
  const wanted = back ?? newest;
  if (wanted === undefined) return succeed(null);
  const order = compareVersions(wanted.version, program.version);
  if (order === 0) return succeed(null);
  // Whoever publishes only older programs has published a roll-back without signing it as one.
  if (order < 0 && back === undefined)
    return fail('update-downgrade', { found: wanted.version, here: program.version });
  const release = reachable(wanted, releases, program);
  return release === null
    ? fail('update-needs-older-first', {
        version: wanted.version,
        minimum: wanted.minimumFrom,
        here: program.version,
      })
    : installerOf(release, program, back !== undefined);
}

/** The release itself, or the one that has to come before it. */
function reachable(wanted: Release, releases: readonly Release[], { version }: ThisProgram): Release | null {
  const canTake = ({ minimumFrom }: Release) => compareVersions(version, minimumFrom) >= 0;
  if (canTake(wanted)) return wanted;
  const between = releases.filter((one) => canTake(one) && compareVersions(one.version, version) > 0);
  return between.toSorted((one, other) => compareVersions(other.version, one.version))[0] ?? null;
}

function installerOf(
  release: Release,
  { platform, arch, kind }: ThisProgram,
  isRollBack: boolean,
): Result<ChosenRelease | null> {
  const installer = release.installers.find(
    (one) => one.platform === platform && one.arch === arch && one.kind === kind,
  );
  return installer === undefined
    ? fail('update-none-for-pc', { version: release.version, system: `${platform} ${arch} ${kind}` })
    : succeed({ version: release.version, isRollBack, installer });
}
