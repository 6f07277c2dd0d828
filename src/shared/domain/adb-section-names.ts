import type { AdbSectionName } from './adb-facts.ts';

const SECTIONS: Readonly<Record<AdbSectionName, true>> = {
  identity: true,
  battery: true,
  storage: true,
  wifi: true,
  clock: true,
  usb: true,
  controllers: true,
  wear: true,
  update: true,
  heat: true,
  apps: true,
  managed: true,
};

/** Apart from the schemas, so that headsets can be read without loading a schema library. */
export const ADB_SECTION_NAMES = Object.keys(SECTIONS) as readonly AdbSectionName[];
