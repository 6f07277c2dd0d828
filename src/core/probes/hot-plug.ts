import { loadNative } from '../platform/native-library.ts';

/** Tells that something was plugged or unplugged; what it was is found by looking. */
export interface HotPlugSource {
  /**
   * @param onEvent called for every plug and unplug, with the instant the event reached this process.
   * @returns how to stop, or null when this system gives no such events.
   */
  subscribe(onEvent: (at: number) => void): Promise<(() => void) | null>;
}

/** Kernel events through usb@3: netlink on Linux, CM notifications on Windows, IOKit on macOS. No polling. */
export const usbHotPlug: HotPlugSource = {
  async subscribe(onEvent) {
    try {
      const { WebUSB } = await loadNative('usb', () => import('usb'));
      const usb = new WebUSB({ allowAllDevices: true });
      // Without a USB subsystem the subscription would end the process by an unhandled rejection, so ask first.
      await usb.getDevices();
      const listener = () => onEvent(performance.now());
      usb.addEventListener('connect', listener);
      usb.addEventListener('disconnect', listener);
      return () => {
        usb.removeEventListener('connect', listener);
        usb.removeEventListener('disconnect', listener);
      };
    } catch (cause) {
      if (cause instanceof Error) return null;
      throw cause;
    }
  },
};

/** For replayed snapshots: nothing will ever be plugged in. */
export const noHotPlug: HotPlugSource = { subscribe: () => Promise.resolve(null) };
