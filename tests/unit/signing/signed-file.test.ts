import fc from 'fast-check';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/platform/canonical-json.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { openSignedFile, readSignedFile, signFile } from '../../../src/core/signing/signed-file.ts';
import { deviceKeyIn, generateSigningKey, keyIdOf, signingKeyFrom } from '../../../src/core/signing/signing-key.ts';
import { DEMO_DESK_KEY } from '../../../src/publisher/policy-rules.ts';
import { problemParam } from '../../../src/shared/domain/problem.ts';
import { requestMessage } from '../../support/request/messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { key } = generateSigningKey();
const trusted = [{ id: 'desk', publicKey: key.publicKey }];
const message = requestMessage();
const file = signFile(message, key);

type Envelope = Record<'schema' | 'payload' | 'keyId' | 'publicKey' | 'signature', string>;
const envelope = JSON.parse(Buffer.from(file).toString('utf8')) as Envelope;
const changed = (change: Partial<Record<keyof Envelope, unknown>> & Record<string, unknown>) =>
  Buffer.from(JSON.stringify({ ...envelope, ...change }));
const refusal = (bytes: Uint8Array) => {
  const opened = openSignedFile(bytes, trusted, 'x.json');
  return opened.ok ? null : [opened.problem.code, problemParam(opened.problem, 'file')];
};
const base64 = (value: unknown) => Buffer.from(canonicalJson(value)).toString('base64');

describe('canonical JSON', () => {
  it('is JSON that says the same, keys in order, whatever the strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(canonicalJson({ b: [{ d: 1, c: '\n"\u2028' }], a: null })).toBe(
      '{"a":null,"b":[{"c":"\\n\\"\u2028","d":1}]}',
    );
  });
});

describe('a signed file', () => {
  it('opens to what was signed, and tells by whom', () => {
    const opened = openSignedFile(file, trusted, 'x.json');
    expect(opened).toEqual({ ok: true, value: { value: message, key: trusted[0] } });
    expect(signFile(message, key)).toEqual(file);
  });

  it('can be checked with any Ed25519: the signature is over the schema, a line feed and the payload', () => {
    const publicKey = createPublicKey({ key: Buffer.from(envelope.publicKey, 'base64'), format: 'der', type: 'spki' });
    const signed = Buffer.concat([Buffer.from('vrlab.signed/1\n'), Buffer.from(envelope.payload, 'base64')]);
    expect(verify(null, signed, publicKey, Buffer.from(envelope.signature, 'base64'))).toBe(true);
    expect(
      verify(null, Buffer.from(envelope.payload, 'base64'), publicKey, Buffer.from(envelope.signature, 'base64')),
    ).toBe(false);
  });

  it('is refused when any of it was altered', () => {
    const other = generateSigningKey().key;
    const alterations: Parameters<typeof changed>[0][] = [
      { payload: base64({ ...message, id: '01KAMTZ5ZG0000000000000009' }) },
      { signature: Buffer.alloc(64).toString('base64') },
      { signature: '' },
      { publicKey: other.publicKey, keyId: other.keyId },
      { keyId: other.keyId },
      { publicKey: 'MCowBQYDK2VwAyEA' },
      { publicKey: Buffer.alloc(44).toString('base64') },
    ];
    for (const alteration of alterations)
      expect(refusal(changed(alteration)), JSON.stringify(alteration)).toEqual(['signed-file-altered', 'x.json']);
  });

  it('is refused after any single bit flip, never opened as something else', () => {
    const opened = Array.from(file, (_, at) => {
      const flipped = Buffer.from(file);
      flipped[at]! ^= 1 << (at % 8);
      const result = openSignedFile(flipped, trusted, 'x.json');
      return result.ok ? canonicalJson(result.value.value) : null;
    });
    // A flip in white space or in the unused bits of base64 changes nothing that is said.
    expect(opened.filter((said) => said !== null && said !== canonicalJson(message))).toEqual([]);
    expect(opened.filter((said) => said === null).length).toBeGreaterThan(file.length - 20);
  });

  it('is refused when it is signed by somebody we do not know, or by nobody', () => {
    const stranger = generateSigningKey().key;
    const opened = openSignedFile(signFile(message, stranger), trusted, 'x.json');
    expect(opened).toMatchObject({
      problem: { code: 'signed-file-unknown-key', params: { file: 'x.json', key: stranger.keyId } },
    });
    expect(refusal(signFile(message, { ...stranger, publicKey: key.publicKey, keyId: key.keyId }))).toEqual([
      'signed-file-altered',
      'x.json',
    ]);
    expect(openSignedFile(file, [], 'x.json')).toMatchObject({ problem: { code: 'signed-file-unknown-key' } });
    expect(readSignedFile(signFile(message, stranger), 'x.json').ok).toBe(true);
  });

  it.each<[string, Uint8Array, string]>([
    ['too large', Buffer.alloc(1_500_001, ' '), 'signed-file-too-large'],
    ['no JSON', Buffer.from('PK\u0003\u0004'), 'file-not-json'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'file-not-utf8'],
    ['nothing', new Uint8Array(), 'file-not-json'],
    ['something else of ours', Buffer.from('{"schema":"vrlab.station/1"}'), 'file-invalid-field'],
    ['of a newer program', changed({ schema: 'vrlab.signed/2' }), 'file-newer-schema'],
    ['with more than it should have', changed({ extra: 1 }), 'file-invalid-field'],
    ['without a signature', changed({ signature: undefined }), 'file-invalid-field'],
    ['null', Buffer.from('null'), 'file-invalid-field'],
  ])('that is %s is refused', (_, bytes, code) => {
    expect(refusal(bytes)).toEqual([code, 'x.json']);
  });
});

describe('signing keys', () => {
  it('of this PC are made once and kept', async () => {
    const folder = temporaryFolder();
    const asked = deviceKeyIn(createPlainSecretStore(folder));
    const [first, second] = await Promise.all([asked(), asked()]);
    const again = await deviceKeyIn(createPlainSecretStore(folder))();
    if (!first.ok || !second.ok || !again.ok) throw new Error('no key');
    expect(second.value).toBe(first.value);
    expect(again.value.publicKey).toBe(first.value.publicKey);
    expect(keyIdOf(again.value.publicKey)).toBe(again.value.keyId);
  });

  it('that were damaged are not replaced in silence; after a failure it is tried again', async () => {
    const folder = temporaryFolder();
    const secrets = createPlainSecretStore(folder);
    await secrets.write('device-key', { pem: 'nonsense' });
    const asked = deviceKeyIn(secrets);
    expect(await asked()).toMatchObject({ problem: { code: 'device-key-unusable' } });
    await secrets.remove('device-key');
    expect((await asked()).ok).toBe(true);
  });

  it('of another kind are none', () => {
    expect(signingKeyFrom('')).toBeNull();
    expect(signingKeyFrom(generateSigningKey().pem)).not.toBeNull();
  });

  it('of the demonstration desk are the ones the publisher knows', () => {
    const pem = readFileSync(path.resolve(import.meta.dirname, '../../../publication/demo-keys/desk.pem'), 'utf8');
    expect(signingKeyFrom(pem)?.publicKey).toBe(DEMO_DESK_KEY);
  });
});
