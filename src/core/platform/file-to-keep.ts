import type { FileToKeep } from '../../shared/domain/request-record.ts';

/*
 * The one place where files of the contract become base64 and back. Why they are not sent as `File`: ADR 20.
 */

export const fileToKeep = (fileName: string, mediaType: string, bytes: Uint8Array): FileToKeep => ({
  fileName,
  mediaType,
  base64: Buffer.from(bytes).toString('base64'),
});

export const bytesOfFile = ({ base64 }: { readonly base64: string }): Buffer => Buffer.from(base64, 'base64');
