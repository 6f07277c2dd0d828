import path from 'node:path';
import { vi } from 'vitest';
import { choosePublication, type ChosenPublication } from '../../../src/core/publication/choose-publication.ts';
import type { AcceptableOffer, OfferOptions } from '../../../src/core/publication/install/examine-offer.ts';
import { installPublication } from '../../../src/core/publication/install/install-publication.ts';
import { introducePublication, trustPublication } from '../../../src/core/publication/install/trust-publication.ts';
import { folderSource } from '../../../src/core/publication/sources/folder-source.ts';
import {
  memorySource as heldIn,
  type PublicationSource,
} from '../../../src/core/publication/sources/publication-source.ts';
import type { Result } from '../../../src/shared/domain/result.ts';
import { TestPublisher, writePublication } from './publisher.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export type Offer = ReadonlyMap<string, Uint8Array> | string | PublicationSource;

/** A publication in memory, offered as it is. */
export const memorySource = (files: ReadonlyMap<string, Uint8Array>): PublicationSource => heldIn('memory', files);

/** A PC whose program came with version 1 of a publisher, with a data folder and a state folder of its own. */
export class PublicationPc {
  readonly data = path.join(temporaryFolder(), 'data');
  readonly state = temporaryFolder();
  readonly embedded: string;
  readonly publisher: TestPublisher;
  clock = (): Date => new Date();

  constructor(publisher = new TestPublisher(), embeddedVersion = 1) {
    this.publisher = publisher;
    vi.stubEnv('XDG_STATE_HOME', this.state);
    this.embedded = writePublication(temporaryFolder(), publisher.publish(embeddedVersion));
  }

  /** Offers files in memory, a folder, or any other source. */
  install(offer: Offer): Promise<Result<AcceptableOffer>> {
    return installPublication(this.options(offer));
  }

  /** Sets the own root of an offer, or only looks at it. */
  trust(offer: Offer, fingerprint: string | null): Promise<Result<AcceptableOffer>> {
    const options = this.options(offer);
    return fingerprint === null ? introducePublication(options) : trustPublication(options, fingerprint);
  }

  private options(offer: Offer): OfferOptions {
    const source = typeof offer === 'string' ? folderSource(offer) : offer instanceof Map ? memorySource(offer) : offer;
    return {
      source: source as PublicationSource,
      dataDirectory: this.data,
      clock: () => this.clock(),
      embedded: this.embedded,
    };
  }

  async chosen(): Promise<ChosenPublication> {
    const chosen = await choosePublication(this.data, this.embedded);
    if (!chosen.ok) throw new Error(chosen.problem.code);
    return chosen.value;
  }

  /** Version in use at the next start. */
  async inUse(): Promise<number> {
    return (await this.chosen()).verified.version;
  }

  /** `refusal(...)` of an offer: the code, or null when it was installed. */
  async refusal(offer: Offer): Promise<string | null> {
    const installed = await this.install(offer);
    return installed.ok ? null : installed.problem.code;
  }
}

/** Changes a copy of a signed JSON file. */
export function altered(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Map<string, Uint8Array> {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`no ${name}`);
  return new Map(files).set(name, change(bytes));
}
