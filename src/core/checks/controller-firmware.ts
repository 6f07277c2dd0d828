import { defineCheck } from './check.ts';
import { judgeProducts, ofKind, VERSION_CAUSES } from './version-judgement.ts';

/** Firmware of every connected controller for which firmware is published, by the release the device itself reports. */
export const controllerFirmware = defineCheck({
  id: 'controller-firmware',
  number: 27,
  needs: ['usb'],
  causes: VERSION_CAUSES,
  judge: ({ situation }, context) => judgeProducts(ofKind(context.matrix, 'controller-firmware'), situation, context),
});
