import { messageOf } from '../../core/platform/message-of.ts';
import { UnusableFile } from '../operator-files.ts';
import { Metadata, MetadataKind, type Root, type Targets } from '@tufjs/models';

type Json = Parameters<typeof Metadata.fromJSON>[1];

/** Metadata of the publisher's own folders. @param file named when it is none. @throws UnusableFile */
export const readRoot = (bytes: Uint8Array, file: string): Root =>
  parsed(bytes, file, (json) => Metadata.fromJSON(MetadataKind.Root, json).signed);
export const readTargets = (bytes: Uint8Array, file: string): Targets =>
  parsed(bytes, file, (json) => Metadata.fromJSON(MetadataKind.Targets, json).signed);

function parsed<Signed>(bytes: Uint8Array, file: string, read: (json: Json) => Signed): Signed {
  try {
    return read(JSON.parse(Buffer.from(bytes).toString('utf8')) as Json);
  } catch (cause) {
    throw new UnusableFile({ code: 'publication-unreadable', params: { file, detail: messageOf(cause) } }, cause);
  }
}
