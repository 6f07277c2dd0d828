/** Pictures that show how to look at an item. Ids are published in checklists: never reused for another picture. */
export const GUIDE_PICTURES = [
  'lens',
  'face-pad',
  'strap',
  'cable-wear',
  'usb-port',
  'controller-battery',
  'base-station',
  'play-area',
  'power-strip',
  'leakage-protector',
  'fire-extinguisher',
  'fire-exit',
  'label',
  'thermometer',
  'trial-wear',
] as const;
export type GuidePictureId = (typeof GUIDE_PICTURES)[number];
