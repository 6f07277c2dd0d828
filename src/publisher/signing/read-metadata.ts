import { Metadata, MetadataKind, type Root, type Targets } from '@tufjs/models';

type Json = Parameters<typeof Metadata.fromJSON>[1];
const jsonOf = (bytes: Uint8Array): Json => JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;

/** Metadata of the publisher's own folders; throws when they are none. */
export const readRoot = (bytes: Uint8Array): Root => Metadata.fromJSON(MetadataKind.Root, jsonOf(bytes)).signed;
export const readTargets = (bytes: Uint8Array): Targets =>
  Metadata.fromJSON(MetadataKind.Targets, jsonOf(bytes)).signed;
