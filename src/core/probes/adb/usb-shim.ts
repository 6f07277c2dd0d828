/** What is used of usb@3: its types leave out most of WebUSB. */
export interface NativeUsb {
  getDevices(): Promise<readonly object[]>;
}

/** An idle read waits for the headset: every question has a deadline of its own. usb@3 would end it after a second. */
const TRANSFER_TIMEOUT_MS = 10 * 60_000;

type Transfer = (endpoint: number, of: unknown, timeoutMs: number) => Promise<{ data?: DataView; status: string }>;

/**
 * Makes usb@3 look as Tango expects WebUSB: a device whose configurations the system does not know throws in usb@3, and would hide
 * all others; strings that cannot be read throw as well; transfers end after a second; what was read may lie in a larger buffer.
 */
export function usbShim(native: NativeUsb): USB {
  const shim = Object.assign(new EventTarget(), {
    getDevices: async () => (await native.getDevices()).filter(isConfigured).map(deviceShim),
  });
  return shim as unknown as USB;
}

function isConfigured(device: object): boolean {
  try {
    return Array.isArray((device as { configurations: unknown }).configurations);
  } catch {
    return false;
  }
}

const TEXTS: ReadonlySet<PropertyKey> = new Set(['serialNumber', 'productName', 'manufacturerName']);

const deviceShim = (device: object): USBDevice =>
  new Proxy(device, {
    get(target, name) {
      if (TEXTS.has(name)) return readText(target, name);
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'transferIn' && name !== 'transferOut') return value.bind(target) as unknown;
      return async (endpoint: number, of: unknown) => {
        const result = await (value as Transfer).call(target, endpoint, of, TRANSFER_TIMEOUT_MS);
        return result.data === undefined ? result : { ...result, data: alone(result.data) };
      };
    },
  }) as USBDevice;

function readText(device: object, name: PropertyKey): unknown {
  try {
    return Reflect.get(device, name, device) ?? undefined;
  } catch {
    return undefined;
  }
}

const alone = ({ buffer, byteOffset, byteLength }: DataView): DataView =>
  new DataView(buffer.slice(byteOffset, byteOffset + byteLength));
