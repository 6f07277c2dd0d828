import type { UsbDeviceFacts } from '../../shared/domain/usb-facts.ts';
import type { UsbTopology } from './topology.ts';

const AUDIO_CLASS = 1;

/** Serials that makers leave in: they say nothing. */
const isTelling = (serial: string | null): boolean =>
  serial !== null && serial.length >= 4 && !/^[0\W]*$|^0*1?23456/.test(serial);

/**
 * Two chips of one maker are one product when they carry one serial, hang on one hub, or came through one virtual
 * controller side by side. Equal ids are the chips of two products: nobody builds the same chip in twice under its own name.
 */
export function isOneProduct(topology: UsbTopology, a: UsbDeviceFacts, b: UsbDeviceFacts): boolean {
  if (a.vendorId !== b.vendorId || a.productId === b.productId) return false;
  if (isTelling(a.serial) && a.serial === b.serial) return true;
  const hub = topology.parentOf(a);
  if (hub !== undefined) return hub === topology.parentOf(b);
  return topology.isVirtual(a) && topology.isVirtual(b) && topology.isAtRoot(b);
}

/** How well a chip names its product: sound chips and keys come last. */
export const isSoundOnly = (device: UsbDeviceFacts): boolean => {
  const codes = (device.interfaces ?? []).map(({ classCode }) => classCode);
  return codes.includes(AUDIO_CLASS) && !codes.some((code) => code === 0xff || code === 14);
};
