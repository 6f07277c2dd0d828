/** Path of node.exe; there after `fetchWindowsNode` has returned null. */
export const WINDOWS_NODE: string;
/** @returns null when node.exe is there, otherwise what went wrong. */
export function fetchWindowsNode(): string | null;
