import type { SectionReader } from '../section.ts';
import { isPackageName } from './commands.ts';
import { forEachLine } from './lines.ts';
import { makerOf } from './maker.ts';
import { answersIn, type Answered, read, scriptOf, unread, whyUnread } from './script.ts';

const packageIn = (component: string | undefined): string | null => {
  const name = component?.split('/')[0] ?? '';
  return isPackageName(name) ? name : null;
};

/** @returns null: no owner; undefined: nobody can tell. */
type Owner = string | null | undefined;

/** `User  0: admin=com.example.mdm/.AdminReceiver,DeviceOwner`, or `no owners`. */
function ownerListed(answered: Answered | null | undefined): Owner {
  let owner: Owner;
  let others = false;
  forEachLine(answered?.text ?? '', (line) => {
    if (line === 'no owners') owner ??= null;
    const [, component, roles] = /^User +\d+: +admin=([^,\s]{1,400}),(\S{1,200})$/.exec(line) ?? [];
    if (component === undefined) return;
    if (roles!.split(',').includes('DeviceOwner')) owner = packageIn(component) ?? owner;
    else others = true;
  });
  return owner === undefined && others ? null : owner;
}

/** `Device Owner:`, then `admin=ComponentInfo{…}` and `package=…`; a `Profile Owner` has the same lines. */
function ownerInPolicy(answered: Answered | null | undefined): Owner {
  let part: 'none' | 'device' | 'other' = 'none';
  let isOwned = false;
  let owner: string | null = null;
  forEachLine(answered?.text ?? '', (line) => {
    if (/^Device Owner: *$/.test(line)) {
      part = 'device';
      isOwned = true;
    } else if (/^(?:Current Device Policy|Device Owner|Profile Owner|Enabled Device Admins)/.test(line)) part = 'other';
    if (part !== 'device') return;
    const [, component, name] = /^(?:admin=ComponentInfo\{([^}]{1,400})\}|package=(\S{1,200}))$/.exec(line) ?? [];
    owner ??= packageIn(component ?? name);
  });
  return isOwned ? (owner ?? undefined) : part === 'none' ? undefined : null;
}

/** `com.example.home/.MainActivity` on the last line; where several could be it, Android names a chooser of its own. */
function homeIn(answered: Answered | null | undefined): string | null {
  let home: string | null = null;
  forEachLine(answered?.text ?? '', (line) => {
    if (/^[\w.]+\/[\w.$]+$/.test(line)) home = packageIn(line);
  });
  return home;
}

export const managedReader: SectionReader<'managed'> = {
  name: 'managed',
  deadlineMs: 5000,
  command: ({ identity }) =>
    makerOf(identity) === 'pico'
      ? scriptOf('owners', 'policy', 'home', 'picoHome')
      : scriptOf('owners', 'policy', 'home'),
  read(answer, { identity }) {
    const [owners, policy, home, picoHome] = answersIn(answer, makerOf(identity) === 'pico' ? 4 : 3);
    const listed = ownerListed(owners);
    const owner = listed === undefined ? ownerInPolicy(policy) : listed;
    if (owner === undefined) return unread(whyUnread(answer, policy));
    return read({ owner, home: packageIn(picoHome?.text.trim()) ?? homeIn(home) });
  },
};
