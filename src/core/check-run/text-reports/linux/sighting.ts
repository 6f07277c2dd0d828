import type { UsbDefect, UsbDeviceFacts, UsbInterfaceFacts } from '../../../../shared/domain/usb-facts.ts';

/** A device as one of the tools of Linux shows it; what the tool does not show is left out. */
export interface Sighting extends Partial<
  Pick<
    UsbDeviceFacts,
    | 'vendorId'
    | 'productId'
    | 'release'
    | 'usbVersion'
    | 'classCode'
    | 'speed'
    | 'manufacturer'
    | 'product'
    | 'serial'
    | 'hubPorts'
    | 'maxPowerMilliamps'
    | 'selfPowered'
    | 'canSuperSpeed'
  >
> {
  readonly bus: number;
  readonly address: number;
  readonly ports?: readonly number[];
  readonly interfaces?: readonly UsbInterfaceFacts[];
  readonly defects?: readonly UsbDefect[];
  /** Drivers of its interfaces by their numbers. */
  readonly drivers?: Readonly<Record<number, string>>;
}

/** The root hub of a bus: a port of the PC, no device. */
export interface BusSighting {
  readonly bus: number;
  /** A SuperSpeed bus; undefined where the text does not say. */
  readonly isSuper?: boolean | undefined;
  readonly controller?: string | undefined;
}

/** What one tool shows. */
export interface LinuxView {
  readonly devices: readonly Sighting[];
  /** Buses whose root hub is shown: of the others not all may be there. */
  readonly buses: readonly BusSighting[];
}

/** `1d6b` is the Linux Foundation, 0001 to 0003 its root hubs; boards that play a device have others of its ids. */
export const isRootHubId = (vendorId: string | undefined, productId: string | undefined): boolean =>
  vendorId === '1d6b' && /^000[123]$/.test(productId ?? '');
export const isSuperRootHub = (productId: string | undefined): boolean => productId === '0003';
