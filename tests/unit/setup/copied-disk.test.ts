import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSmbios } from '../../../src/core/probes/host/pc-serial.ts';
import { formerDeviceKeys } from '../../../src/core/signing/signing-key.ts';
import { valueOf } from '../../support/value-of.ts';
import { ADMINISTRATOR, PASS_PHRASE, pcNamed, rowOf, sealedFile } from '../../support/school.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const phrase = () => Promise.resolve(PASS_PHRASE);
const nobody = () => Promise.resolve(null);
const FIRST = { system: 'a', firmware: '1' };

/** A PC that is set up, and has signed its audit log. */
async function usedPc() {
  const pc = pcNamed('VR1-01', {}, { marks: FIRST });
  await pc.setup.apply({ file: await sealedFile([rowOf(1)]) }, phrase, nobody);
  for (let entry = 0; entry < 120; entry += 1)
    await pc.roles.allow({ procedure: `p${entry}`, role: 'everyone', quiet: false, request: null });
  return { ...pc, key: valueOf(await pc.deviceKey()) };
}

function copied(folder: string): string {
  const copy = path.join(temporaryFolder(), 'data');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe('a disk that was copied to another PC', () => {
  it('gets a key of its own at the first start and says so; what the former key signed still verifies', async () => {
    const pc = await usedPc();
    pc.session.close();
    const folder = copied(pc.folder);
    const clone = pcNamed('VR1-02', {}, { folder, marks: { system: 'b', firmware: '2' } });
    const own = valueOf(await clone.deviceKey());
    expect(own.keyId).not.toBe(pc.key.keyId);
    expect(clone.replaced).toEqual([pc.key.keyId]);
    expect(valueOf(await formerDeviceKeys(clone.secrets)).get(pc.key.keyId)).toBe(pc.key.publicKey);
    expect(await clone.roles.examine()).toMatchObject({ ok: true });
    expect(await clone.roles.signIn(ADMINISTRATOR)).toMatchObject({ ok: true });
    // The next start is an ordinary one.
    const again = pcNamed('VR1-02', {}, { folder, marks: { system: 'b', firmware: '2' } });
    expect([valueOf(await again.deviceKey()).keyId, again.replaced]).toEqual([own.keyId, []]);
  });

  it.each([
    ['the same PC', FIRST, false],
    ['an account that may not read the firmware', { system: 'a' }, false],
    ['a PC of which nothing is known', {}, false],
    ['a copy that was not prepared', { system: 'a', firmware: '2' }, true],
    ['a copy that was prepared', { system: 'b' }, true],
  ])('is told from %s', async (_, marks, isOther) => {
    const pc = await usedPc();
    const next = pcNamed('x', {}, { folder: pc.folder, marks });
    expect(valueOf(await next.deviceKey()).keyId === pc.key.keyId).toBe(!isOther);
    expect(next.replaced).toHaveLength(isOther ? 1 : 0);
  });

  it('a key of an earlier release is bound to the PC it is found on', async () => {
    const folder = pcNamed('x').folder;
    const before = valueOf(await pcNamed('x', {}, { folder }).deviceKey()).keyId;
    expect(valueOf(await pcNamed('x', {}, { folder, marks: FIRST }).deviceKey()).keyId).toBe(before);
    expect(valueOf(await pcNamed('x', {}, { folder, marks: { system: 'b' } }).deviceKey()).keyId).not.toBe(before);
  });
});

describe('the firmware of a PC', () => {
  const system = (serial: string, uuid: string): Buffer => {
    const structure = Buffer.alloc(27);
    structure.set([1, 27, 0, 1, 1, 2, 0, 3]);
    structure.set(Buffer.from(uuid, 'hex'), 8);
    const bios = Buffer.from([0, 4, 0, 0, ...Buffer.from('AMI\0\0')]);
    return Buffer.concat([
      bios,
      structure,
      Buffer.from(`Maker\0Model\0${serial}\0\0`),
      Buffer.from([127, 4, 0, 0, 0, 0]),
    ]);
  };
  const UUID = '4c4c4544003510528038b4c04f4d5432';

  it('tells serial number and UUID from its table; fillers are nothing, and so is a damaged table', () => {
    expect(readSmbios(system('5R8M4T2', UUID))).toEqual({ serial: '5R8M4T2', uuid: UUID });
    expect(readSmbios(system('System Serial Number', 'f'.repeat(32)))).toEqual({ serial: null, uuid: null });
    for (let length = 0; length < 60; length += 1)
      expect(() => readSmbios(system('5R8M4T2', UUID).subarray(0, length))).not.toThrow();
  });
});
