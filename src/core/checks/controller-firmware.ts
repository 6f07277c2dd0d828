import { defineCheck } from './check.ts';
import { FIRMWARE_CAUSES, judgeFirmware } from './firmware-judgement.ts';

/** Firmware of every connected controller for which firmware is published, by what the device itself reports. */
export const controllerFirmware = defineCheck({
  id: 'controller-firmware',
  number: 27,
  needs: ['usb'],
  causes: FIRMWARE_CAUSES,
  judge: ({ situation }, context) => judgeFirmware('controller-firmware', situation, context),
});
