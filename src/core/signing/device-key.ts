import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { SecretStore } from './secret-store.ts';
import { generateSigningKey, type SigningKey, signingKeyFrom } from './signing-key.ts';

const NAME = 'device-key';

/**
 * This PC's signing key, kept with its secrets and made at first use.
 * @returns asked for again after a failure, it tries again.
 */
export function deviceKeyIn(secrets: SecretStore): () => Promise<Result<SigningKey>> {
  let known: Promise<Result<SigningKey>> | null = null;
  return async () => {
    const asked = (known ??= readOrMake(secrets));
    const key = await asked;
    if (!key.ok && known === asked) known = null;
    return key;
  };
}

async function readOrMake(secrets: SecretStore): Promise<Result<SigningKey>> {
  const kept = await secrets.read(NAME);
  if (!kept.ok) return kept;
  if (kept.value !== null) {
    const key = signingKeyFrom(kept.value['pem'] ?? '');
    return key === null ? fail('device-key-unusable') : succeed(key);
  }
  const { key, pem } = generateSigningKey();
  const written = await secrets.write(NAME, { pem });
  return written.ok ? succeed(key) : written;
}
