import { succeed } from '../../shared/domain/result.ts';
import { RECORD_READ_LIMITS, defineReader } from '../platform/untrusted/untrusted-reader.ts';
import type { HandedFile } from './inspections.ts';

/** A school's asset register, XLSX or CSV. */
export const assetRegisterReader = defineReader(
  'asset-register',
  async ({ file, now }: { readonly file: HandedFile; readonly now: Date }) => {
    const { readAssetRegister } = await import('./lab/asset-register/read-asset-register.ts');
    return await readAssetRegister(file, now);
  },
);

/** The signed reading of another station. */
export const bundleReader = defineReader('bundle', async ({ file }: { readonly file: HandedFile }) => {
  const { openBundle } = await import('./lab/bundle/open-bundle.ts');
  return openBundle(file);
});

/** A photo that a screen has encoded anew. */
export const photoReader = defineReader(
  'photo',
  async ({ jpeg }: { readonly file: string; readonly jpeg: Uint8Array }) => {
    const { acceptPhoto } = await import('./photos/accept-photo.ts');
    return acceptPhoto(jpeg);
  },
);

/** A report to be verified: PDF, DOCX, XLSX, JSON, or the text of its QR code. */
export const reportReader = defineReader(
  'report',
  async (of: { readonly file: string; readonly bytes: Uint8Array; readonly ownKey: string | null }) => {
    const { verifyFile } = await import('./record/verify-file.ts');
    return succeed(verifyFile(of.bytes, of.ownKey));
  },
  RECORD_READ_LIMITS,
);
