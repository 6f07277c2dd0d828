import type { BootSign, Catalogue, UsbFunction } from './catalogue-schema.ts';

/**
 * What catalogues of older releases say nothing about: the defaults of newer keys. Interface codes are those of the USB
 * class specifications, of Android (adb, fastboot, MTP) and of Meta (Link).
 */

/** Qualcomm's emergency download mode and Intel's Movidius chips before their firmware is loaded. */
const SHARED_IDS: readonly string[] = ['05c6:9008', '03e7:2150'];

const FUNCTIONS: Record<string, UsbFunction> = {
  mtp: { interfaces: ['06/01/01', { code: 'ff/ff/00', name: String.raw`\bmtp\b` }] },
  storage: { interfaces: ['08'] },
  link: { interfaces: ['ff/89/01', 'ff/8a/01', 'ff/8b/01', 'ff/8c/01'], speed: 'super' },
  network: { interfaces: ['e0/01/03', 'ef/04/01', '02/06', '02/0c', '02/0d'] },
  adb: { interfaces: ['ff/42/01'] },
};

const COMPOSITIONS: Record<string, string[]> = {
  link: ['link'],
  'link-adb': ['link', 'adb'],
  'mtp-link': ['mtp', 'link'],
  'mtp-link-adb': ['mtp', 'link', 'adb'],
  adb: ['adb'],
  'mtp-adb': ['mtp', 'adb'],
  network: ['network'],
  'network-adb': ['network', 'adb'],
  mtp: ['mtp'],
  ptp: ['mtp'],
  'ptp-adb': ['mtp', 'adb'],
  'adb-or-recovery': ['adb'],
};

const BOOT_SIGNS: readonly BootSign[] = [
  { interface: 'ff/42/03', mode: 'fastboot' },
  { interface: 'fe/01/02', mode: 'boot' },
  { interface: '11', only: true, mode: 'billboard' },
  { product: 'fast ?boot', mode: 'fastboot' },
  { product: String.raw`\brecovery\b`, mode: 'recovery' },
  { product: String.raw`(?<!re)boot(loader|rom)?(\b|_|\d)|boot loader|\bdfu\b|\bdownload mode\b`, mode: 'boot' },
  { product: String.raw`(firmware|fw) ?(update|upgrade)|(update|upgrade) mode`, mode: 'firmware-update' },
];

const VIRTUAL_CONTROLLERS: readonly string[] = ['^vhci', 'usbip', 'virtualhere|^vhub', '^dummy_hcd'];

/** The rules of a catalogue of any age. */
export const completeRules = (catalogue: Catalogue) => ({
  vrNames: catalogue.vrNames ?? {},
  sharedIds: catalogue.sharedIds ?? SHARED_IDS,
  functions: catalogue.functions ?? FUNCTIONS,
  compositions: catalogue.compositions ?? COMPOSITIONS,
  bootSigns: catalogue.bootSigns ?? BOOT_SIGNS,
  virtualControllers: catalogue.virtualControllers ?? VIRTUAL_CONTROLLERS,
});
export type RecognitionRules = ReturnType<typeof completeRules>;
