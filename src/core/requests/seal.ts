import { createHash } from 'node:crypto';
import { canonicalize } from '@tufjs/canonical-json';
import type { ServiceMessage } from '../../shared/domain/request-lifecycle.ts';

/**
 * Fingerprint (SHA-256, hex) of what a preview showed. Time goes on between looking and sending: the instants, what is promised from
 * them and the age of the publication are left out, everything a person wrote or a device told is in.
 */
export function sealOf(message: ServiceMessage): string {
  return createHash('sha256')
    .update(canonicalize(shownPart(message)))
    .digest('hex');
}

function shownPart(message: ServiceMessage): object {
  if (message.type === 'event') {
    const { at: _at, id: _id, ...shown } = message.event;
    return { type: message.type, number: message.number, title: message.title, event: shown };
  }
  const { filedAt: _filedAt, promises: _promises, publication, ...shown } = message.request;
  return { type: message.type, request: { ...shown, publication: publication.version } };
}
