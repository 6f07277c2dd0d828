import type { Result } from '../../../shared/domain/result.ts';

/** Where a publication is read from: the embedded folder, a kept one, a USB stick, an address. */
export interface PublicationSource {
  /** Folder or address, as people know it. */
  readonly place: string;
  /**
   * Reads one file completely, at most `maxBytes`.
   * @param path inside the publication, with `/`.
   * @returns null when there is no such file.
   */
  read(path: string, maxBytes: number): Promise<Result<Uint8Array | null>>;
}
