import type { HidAccess, HidDeviceFacts, HidFacts } from '../../../shared/domain/hid-facts.ts';
import { NO_ANSWER } from '../hid-access.ts';
import { naturalOrder } from '../../platform/natural-order.ts';
import type { CollectionReading, DeviceNode, DeviceReading } from './device-reading.ts';
import { NodeTree, idsOf, isFunction, isUsbDevice, keyOf } from './usb-place.ts';

/** Services of Bluetooth HID, classic and Low Energy, as they stand in the instance id. */
const BLUETOOTH = /\{0000(1124|1812)-0000-1000-8000-00805F9B34FB\}|^BTH(ENUM|LEDEVICE)?\\/i;

/** Error codes of Windows for opening a device (winerror.h). */
const BY_ERROR: Readonly<Record<number, HidAccess>> = {
  0: 'ok',
  2: 'gone', // ERROR_FILE_NOT_FOUND
  3: 'gone', // ERROR_PATH_NOT_FOUND
  5: 'denied', // ERROR_ACCESS_DENIED
  32: 'busy', // ERROR_SHARING_VIOLATION
  55: 'gone', // ERROR_DEV_NOT_EXIST
  170: 'busy', // ERROR_BUSY
  433: 'gone', // ERROR_NO_SUCH_DEVICE
  1167: 'gone', // ERROR_DEVICE_NOT_CONNECTED
};

function accessOf(opened: CollectionReading['opened']): Pick<HidDeviceFacts, 'access' | 'accessDetail'> {
  if (opened === null) return { access: 'not-tried', accessDetail: null };
  if (opened === 'no-answer') return { access: 'error', accessDetail: NO_ANSWER };
  return { access: BY_ERROR[opened] ?? 'error', accessDetail: opened === 0 ? null : `CreateFile: error ${opened}` };
}

/** Derives the facts of the HID probe from what Windows reported. Pure. */
export function hidFactsOf(reading: Pick<DeviceReading, 'nodes' | 'collections'>): HidFacts {
  const tree = new NodeTree(reading.nodes);
  const devices = reading.collections.flatMap((it) => describe(it, tree) ?? []);
  return { devices: devices.toSorted((a, b) => naturalOrder(a.path, b.path)) };
}

function describe(it: CollectionReading, tree: NodeTree): HidDeviceFacts | null {
  const node = tree.node(it.instance);
  const above = tree.upwards(node);
  const usb = above.find(isUsbDevice);
  const ids = identityOf(it, above);
  if (ids === null) return null;
  const place = usb === undefined ? null : tree.placeOf(usb);
  const number = /&MI_([0-9A-F]{2})/i.exec(above.find(isFunction)?.instance ?? it.instance)?.[1];
  const isBluetooth = BLUETOOTH.test(it.instance) || BLUETOOTH.test(node?.parent ?? '');
  return {
    path: it.path,
    ...ids,
    serial: it.serial,
    manufacturer: it.manufacturer,
    product: it.product,
    interfaceNumber: isBluetooth
      ? null
      : number !== undefined
        ? Number.parseInt(number, 16)
        : usb === undefined
          ? null
          : 0,
    usagePage: it.usagePage,
    usage: it.usage,
    bus: isBluetooth ? 'bluetooth' : usb !== undefined ? 'usb' : above.length > 1 ? 'other' : null,
    usbKey: place === null || place.ports.length === 0 ? null : keyOf(place),
    ...accessOf(it.opened),
  };
}

/** Of a collection that nobody may even look at, the ids stand in its name or in that of its device. */
function identityOf(it: CollectionReading, above: readonly DeviceNode[]) {
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  if (it.vendorId !== null && it.productId !== null)
    return { vendorId: hex(it.vendorId), productId: hex(it.productId) };
  for (const node of [{ instance: it.instance, hardwareIds: [] }, ...above]) {
    const ids = idsOf(node);
    if (ids !== null) return ids;
  }
  return null;
}
