import { serveParent } from '../../platform/child-program.ts';
import { loadOpenShared } from './open-shared.ts';
import { type DeviceQueue, readFirmware } from './read-firmware.ts';

/**
 * The process that asks devices for their firmware. It is apart from the program because a transfer can hang in a driver, and the
 * thread it hangs in cannot be ended.
 */
const begin = loadOpenShared();
// The parent process notices the end of this one.
begin.catch(() => process.exit(1));

serveParent((request, send) => {
  void begin.then((open) => readFirmware(request as readonly DeviceQueue[], open, send));
});
