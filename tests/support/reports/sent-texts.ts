import { DMESG_TROUBLE, LSUSB, LSUSB_TREE, LSUSB_VERBOSE, NEW_LSUSB_TREE, PNPUTIL, STEAMVR } from './sample-texts.ts';
import { CHINESE, INDEX_PORTS, treeText } from './usb-tree-view-text.ts';

/** One text of each kind. */
export const SENT_TEXTS: readonly string[] = [
  STEAMVR,
  treeText(INDEX_PORTS),
  treeText(INDEX_PORTS, CHINESE),
  PNPUTIL,
  LSUSB,
  LSUSB + LSUSB_TREE,
  NEW_LSUSB_TREE,
  LSUSB_VERBOSE,
  DMESG_TROUBLE,
];
