/** Slowest first: low 1.5, full 12, high 480, super 5000, super-plus 10000 Mbit/s and more (USB 3.2, table 3-1). */
export const USB_SPEEDS = ['low', 'full', 'high', 'super', 'super-plus'] as const;
export type UsbSpeed = (typeof USB_SPEEDS)[number];

/** The fastest of several negotiated speeds; null when none of them is known. */
export const fastestSpeed = (speeds: Iterable<UsbSpeed | null>): UsbSpeed | null =>
  USB_SPEEDS[Math.max(...[...speeds].map((speed) => (speed === null ? -1 : USB_SPEEDS.indexOf(speed))), -1)] ?? null;

/** `28de:2300`, the spelling used by the catalogue and by every tool in the field. */
export const usbIdOf = (device: { readonly vendorId: string; readonly productId: string }): string =>
  `${device.vendorId}:${device.productId}`;
