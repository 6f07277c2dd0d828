/** Worlds whose problems and drawings the gallery shows. */
export const GALLERY_WORLDS = [
  'index-complete',
  'index-usb2',
  'index-absent',
  'index-external-hub',
  'vive-link-box-only',
  'two-headsets',
  'win-weak-pc',
  'win-quest-conflict',
] as const;
export type GalleryWorld = (typeof GALLERY_WORLDS)[number];
