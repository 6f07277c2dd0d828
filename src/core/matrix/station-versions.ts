import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { FirmwareGap, FirmwareLayout } from '../../shared/domain/hid-firmware.ts';
import type { GpuFacts, HostFacts } from '../../shared/domain/host-facts.ts';
import type { CitedText } from '../../shared/domain/reading-trouble.ts';
import type { FoundProduct, RuntimesFacts, SoftwareFacts } from '../../shared/domain/software-facts.ts';
import type { Product, ProductKind } from '../published/matrix-schema.ts';

/** A product of the matrix on this station. */
export interface StationVersion {
  readonly product: string;
  /** Device subject for firmware, `host` for everything installed on the PC. */
  readonly subject: string;
  /** Null: it is there and does not report its version. */
  readonly version: CitedText | null;
  /** Why it does not report its version, where that is known. */
  readonly gap?: FirmwareGap;
}

export interface StationFacts {
  readonly host?: HostFacts | undefined;
  readonly runtimes?: RuntimesFacts | undefined;
  readonly software?: SoftwareFacts | undefined;
  readonly devices: readonly RecognisedDevice[];
}

export type Platform = 'win32' | 'linux';

/** Null: neither Windows nor Linux, or not known. */
export function platformOf(host: HostFacts | undefined): Platform | null {
  const name = host?.os?.platform.toLowerCase() ?? '';
  if (name.startsWith('win')) return 'win32';
  return name === 'linux' ? 'linux' : null;
}

const installed = ({ id }: Product, found: readonly FoundProduct[] | undefined): StationVersion[] =>
  (found ?? [])
    .filter((candidate) => candidate.product === id)
    .map(({ version }) => ({ product: id, subject: 'host', version }));

const driverVersion = ({ name, driverVersion: text }: GpuFacts): CitedText | null =>
  text === null ? null : { text, source: name };

type Reader = (product: Product, facts: StationFacts) => StationVersion[];

/** Of a headset that is not there only a cable may answer, of one in its bootloader only that. */
const showsFirmware = ({ firmware: shown, parts }: RecognisedDevice): boolean =>
  shown !== null || parts.every(({ key }) => key !== null);

type FirmwareVersion = Pick<StationVersion, 'version' | 'gap'>;

const usbRelease = ({ firmware: reported }: RecognisedDevice): FirmwareVersion => ({
  version: reported === null ? null : { text: reported.usbRelease, source: 'bcdDevice' },
});

/** Of several parts of one kind the first that answered. */
function reportedVersion({ ownFirmware = [] }: RecognisedDevice, layout: FirmwareLayout): FirmwareVersion {
  const own = ownFirmware.filter((part) => part.layout === layout);
  const { version = null, report = null, gap = null } = own.find((part) => part.version !== null) ?? own[0] ?? {};
  if (version === null) return { version, ...(gap !== null && { gap }) };
  return { version: { text: version, source: `HID 0x${(report ?? 0).toString(16).padStart(2, '0')}` } };
}

const firmware: Reader = ({ id, models = [], firmware: which = 'usb-release' }, { devices }) =>
  devices
    .filter((device) => models.includes(device.model) && showsFirmware(device))
    .map((device) => ({
      product: id,
      subject: device.subject,
      ...(which === 'usb-release' ? usbRelease(device) : reportedVersion(device, which)),
    }));

const READERS: Readonly<Record<ProductKind, Reader>> = {
  suite: (product, { software }) => installed(product, software?.found),
  runtime(product, { runtimes }) {
    const { steamVr } = runtimes ?? {};
    if (product.id !== 'steamvr') return installed(product, runtimes?.found);
    return steamVr?.folderExists === true ? [{ product: product.id, subject: 'host', version: steamVr.version }] : [];
  },
  'gpu-driver': ({ id, gpuVendor = '' }, { host }) =>
    (host?.gpus ?? [])
      .filter(({ pciId }) => pciId?.startsWith(`${gpuVendor}:`) === true)
      .map((gpu) => ({ product: id, subject: 'host', version: driverVersion(gpu) })),
  windows({ id }, { host }) {
    if (platformOf(host) !== 'win32') return [];
    const build = host?.os?.build ?? null;
    return [{ product: id, subject: 'host', version: build === null ? null : { text: build, source: 'Windows' } }];
  },
  'headset-firmware': firmware,
  'controller-firmware': firmware,
};

/** Everything of the matrix that this station has, with the versions it reports. Pure. */
export const stationVersions = (products: readonly Product[], facts: StationFacts): StationVersion[] =>
  products.flatMap((product) => READERS[product.kind](product, facts));
