import type { Check } from '../check.ts';
import { antivirusCurrent } from './antivirus-current.ts';
import { antivirusPresent } from './antivirus-present.ts';
import { automaticLogon } from './automatic-logon.ts';
import { dataFolderPermissions } from './data-folder-permissions.ts';
import { diskEncryption } from './disk-encryption.ts';
import { firewallOn } from './firewall-on.ts';
import { lessonAccountRights } from './lesson-account-rights.ts';
import { logRetention } from './log-retention.ts';
import { remoteAccess } from './remote-access.ts';
import { screenLock } from './screen-lock.ts';
import { systemUpdates } from './system-updates.ts';
import { timeSynchronised } from './time-synchronised.ts';

/** Checks of inspections only, in the order findings are shown. */
export const SECURITY_CHECKS: readonly Check[] = [
  diskEncryption,
  antivirusPresent,
  antivirusCurrent,
  firewallOn,
  automaticLogon,
  lessonAccountRights,
  systemUpdates,
  screenLock,
  remoteAccess,
  timeSynchronised,
  logRetention,
  dataFolderPermissions,
] as readonly Check[];
