import { loadNative } from '../platform/native-library.ts';

const DRIVE_REMOVABLE = 2;

/** Roots of the drives that Windows calls removable; a stick that says of itself it is a fixed disk is none of them. @throws NativeLibraryMissing */
export async function windowsDrives(): Promise<string[]> {
  const koffi = await loadNative('koffi', async () => (await import('koffi')).default);
  const kernel = koffi.load('kernel32.dll');
  const logicalDrives = kernel.func('uint32_t __stdcall GetLogicalDrives()') as () => number;
  const driveType = kernel.func('uint32_t __stdcall GetDriveTypeW(str16 root)') as (root: string) => number;
  const present = logicalDrives();
  return Array.from({ length: 26 }, (_, at) => at)
    .filter((at) => (present & (1 << at)) !== 0)
    .map((at) => `${String.fromCodePoint(65 + at)}:\\`)
    .filter((root) => driveType(root) === DRIVE_REMOVABLE);
}
