import type { PinnedPackage } from './pinned-package.mjs';

/** Path of node.exe; there after `fetchWindowsNode` has returned null. */
export const WINDOWS_NODE: string;
/** Native modules for Windows. */
export const WINDOWS_PACKAGES: readonly PinnedPackage[];
/** @returns null when node.exe and the native modules are there, otherwise what went wrong. */
export function fetchWindowsNode(): string | null;
