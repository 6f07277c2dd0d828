import type { Device as HidRecord } from 'node-hid';
import type { HidDeviceFacts } from '../../../shared/domain/hid-facts.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import { messageOf } from '../../platform/message-of.ts';
import { loadNative } from '../../platform/native-library.ts';
import { type Probe, ProbeFailure } from '../probe.ts';
import { type AccessResult, openHidraw, openThroughHidapi } from './hid-access.ts';
import { type HidPlace, readHidrawPlace } from './linux-hidraw.ts';

const hex4 = (value: number) => value.toString(16).padStart(4, '0');
const textOrNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** Without sysfs a Bluetooth device shows by its service id or its missing USB interface number. */
const placeWithoutSysfs = (record: HidRecord): HidPlace => ({
  bus: /00001124-0000-1000-8000|bluetooth/i.test(record.path ?? '')
    ? 'bluetooth'
    : record.interface >= 0
      ? 'usb'
      : null,
  usbKey: null,
});

/**
 * HID devices with usage pages, and whether the ones of interest can be opened.
 * @param isOfInterest only these are opened; a keyboard never is.
 */
export function createHidProbe(isOfInterest: (vendorId: string, productId: string) => boolean): Probe<'hid'> {
  return {
    id: 'hid',
    deadlineMs: 5000,
    async look(signal) {
      const hid = await loadNative('node-hid', () => import('node-hid'));
      let records: HidRecord[];
      try {
        records = await hid.devicesAsync();
      } catch (cause) {
        const detail = messageOf(cause);
        // node-hid loads its binary at the first call, not at import.
        const missing = (cause as NodeJS.ErrnoException).code === 'ERR_DLOPEN_FAILED' || /binding/i.test(detail);
        throw new ProbeFailure(missing ? 'native-library-missing' : 'enumeration-refused', detail, { cause });
      }
      const linux = process.platform === 'linux';
      const tryOpen = (path: string): Promise<AccessResult> =>
        linux ? openHidraw(path) : openThroughHidapi(path, hid);
      const opened = new Map<string, Promise<AccessResult>>();
      const devices = await Promise.all(
        records.map(async (record): Promise<HidDeviceFacts> => {
          const path = record.path ?? '';
          const vendorId = hex4(record.vendorId);
          const productId = hex4(record.productId);
          const { bus, usbKey } = linux ? await readHidrawPlace(path) : placeWithoutSysfs(record);
          let result: AccessResult = { access: 'not-tried', detail: null };
          if (path !== '' && !signal.aborted && isOfInterest(vendorId, productId)) {
            // One path is listed once per usage; it is opened once.
            let pending = opened.get(path);
            if (pending === undefined) opened.set(path, (pending = tryOpen(path)));
            result = await pending;
          }
          return {
            path,
            vendorId,
            productId,
            serial: textOrNull(record.serialNumber),
            manufacturer: textOrNull(record.manufacturer),
            product: textOrNull(record.product),
            interfaceNumber: record.interface >= 0 ? record.interface : null,
            usagePage: record.usagePage ?? null,
            usage: record.usage ?? null,
            bus,
            usbKey,
            access: result.access,
            accessDetail: result.detail,
          };
        }),
      );
      return {
        facts: { devices: devices.toSorted((a, b) => naturalOrder(a.path, b.path)) },
        sources: linux ? ['node-hid 3 (hidraw)', '/sys/class/hidraw'] : ['node-hid 3 (hidapi)'],
      };
    },
  };
}
