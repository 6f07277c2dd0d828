import { defineCheck } from './check.ts';
import { FIRMWARE_CAUSES, judgeFirmware } from './firmware-judgement.ts';

/** Firmware of every connected headset for which firmware is published, by what the device itself reports. */
export const headsetFirmware = defineCheck({
  id: 'headset-firmware',
  number: 26,
  needs: ['usb'],
  causes: FIRMWARE_CAUSES,
  judge: ({ situation }, context) => judgeFirmware('headset-firmware', situation, context),
});
