import type { AdbSectionName } from '../../../../shared/domain/adb-facts.ts';
import type { SectionReader } from '../section.ts';
import { appsReader } from './apps.ts';
import { batteryReader } from './battery.ts';
import { clockReader } from './clock.ts';
import { controllersReader } from './controllers.ts';
import { heatReader } from './heat.ts';
import { identityReader } from './identity.ts';
import { managedReader } from './managed.ts';
import { storageReader } from './storage.ts';
import { updateReader } from './update.ts';
import { usbReader } from './usb.ts';
import { wearReader } from './wear.ts';
import { wifiReader } from './wifi.ts';

/** How each section is read. Identity is first: the others ask by it. */
export const ADB_SECTIONS = [
  identityReader,
  batteryReader,
  storageReader,
  wifiReader,
  clockReader,
  usbReader,
  controllersReader,
  wearReader,
  updateReader,
  heatReader,
  appsReader,
  managedReader,
] as const satisfies readonly { [Name in AdbSectionName]: SectionReader<Name> }[AdbSectionName][];
