import { loadNative } from '../platform/native-library.ts';

/** Signals that something was plugged or unplugged; the probes then read what it was. */
export interface HotPlugSource {
  /**
   * @param onEvent called for every plug and unplug, with the instant the event reached this process.
   * @returns a function that unsubscribes, or null where this system has no such events.
   */
  subscribe(onEvent: (at: number) => void): Promise<(() => void) | null>;
}

async function watchConditions(onChange: () => void) {
  const { watchWindowsConditions } = await import('./windows/windows-devices.ts');
  return watchWindowsConditions(onChange);
}

/**
 * Kernel events through usb@3: netlink on Linux, CM notifications on Windows, IOKit on macOS. Windows has none of a device that
 * fails, so it is asked every few seconds as well.
 */
export const usbHotPlug: HotPlugSource = {
  async subscribe(onEvent) {
    try {
      const { WebUSB } = await loadNative('usb', () => import('usb'));
      const usb = new WebUSB({ allowAllDevices: true });
      // Without a USB subsystem the subscription would end the process with an unhandled rejection, so devices are listed first.
      await usb.getDevices();
      const came = () => onEvent(performance.now());
      const conditions = process.platform === 'win32' ? await watchConditions(came) : null;
      const listener = () => {
        conditions?.notified();
        came();
      };
      usb.addEventListener('connect', listener);
      usb.addEventListener('disconnect', listener);
      return () => {
        conditions?.close();
        usb.removeEventListener('connect', listener);
        usb.removeEventListener('disconnect', listener);
      };
    } catch (cause) {
      if (cause instanceof Error) return null;
      throw cause;
    }
  },
};

/** For replayed snapshots, where nothing is ever plugged in. */
export const noHotPlug: HotPlugSource = { subscribe: () => Promise.resolve(null) };
