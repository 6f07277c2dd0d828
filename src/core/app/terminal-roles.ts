import type { Role } from '../../shared/domain/role.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { isAdministrator } from '../platform/administrator.ts';
import { readPins } from '../settings/pins-file.ts';
import { dataFolderOf } from './data-folder.ts';
import { openLocalApp } from './local-app.ts';

/** A command of the terminal that not everyone may run. */
interface GuardedCommand {
  /** `retention apply`. */
  readonly name: string;
  readonly role: Role;
  readonly data: string | undefined;
}

/**
 * Whether whoever types may run it. In a demonstration everyone may: nothing of this PC is behind it.
 * @param askPin asks for a PIN; null where nobody can be asked.
 * @returns `terminal-needs-administrator`, `sign-in-needed`, `pin-wrong`, `pin-wait`, or why nobody can tell.
 */
export async function allowInTerminal(
  { name, role, data }: GuardedCommand,
  askPin: () => Promise<string | null>,
): Promise<Result<null>> {
  const folder = dataFolderOf(data);
  if (role === 'everyone' || !folder.ok) return succeed(null);
  const isAdmin = await isAdministrator();
  const pins = await readPins(folder.value);
  if (!pins.ok) {
    if (isAdmin) return succeed(null);
    // A folder that may not be entered is another account's, which says more than the file that was looked for.
    return pins.problem.code === 'file-unreadable' ? fail('access-not-owner', { folder: folder.value }) : pins;
  }
  if (pins.value === null || pins.value.mode === 'none') return succeed(null);
  const opened = await openLocalApp({ dataDirectory: data });
  if (!opened.ok) return isAdmin ? succeed(null) : opened;
  try {
    return await (await opened.value.roles()).allowCommand(name, role, isAdmin, askPin);
  } finally {
    await opened.value.close();
  }
}
