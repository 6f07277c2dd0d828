import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPcSockets } from '../../../src/core/app/pc-sockets.ts';
import { bytesOfFile } from '../../../src/core/platform/file-to-keep.ts';
import type { PcModel } from '../../../src/core/published/catalogue-schema.ts';
import { createConfWriter } from '../../../src/core/settings/settings-files.ts';
import { type PcIdentity, type PcSocket, pcSocketsSchema } from '../../../src/shared/domain/pc-sockets.ts';
import { isSameModel, nameOfPc } from '../../../src/shared/pc-identity.ts';
import { publication } from '../../support/pc/judge.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NAMELESS: PcIdentity = { vendor: null, model: null, boardVendor: null, board: null };
const LAB_PC: PcIdentity = { ...NAMELESS, vendor: 'LENOVO', model: '11JJ0003CW', boardVendor: 'LENOVO', board: '32E4' };
const OTHER_PC: PcIdentity = { ...LAB_PC, model: '11JJ0009CW' };

const socket = (id: string, row: number, fields: Partial<PcSocket> = {}): PcSocket => ({
  id,
  side: 'rear',
  row,
  column: 1,
  shape: 'usb-a',
  colour: 'blue',
  usb: 'usb3',
  ports: [{ controller: '0000:00:14.0', half: 'usb3', ports: [row] }],
  ...fields,
});

const published = (pcModels: PcModel[]) => ({ ...publication, catalogue: { ...publication.catalogue, pcModels } });

function pc(identity: PcIdentity, pcModels: PcModel[] = [], dataDirectory = temporaryFolder()) {
  const settings = createConfWriter(dataDirectory, '0.3.0');
  const deps = { dataDirectory, settings, publication: published(pcModels), world: null };
  return { dataDirectory, service: createPcSockets(deps, async () => identity) };
}

describe('where the sockets are', () => {
  it('what was learned here wins over what is published, and both over nothing', async () => {
    const { service } = pc(LAB_PC, [{ pc: LAB_PC, sockets: [socket('published', 1)] }]);
    expect(await service.get()).toMatchObject({ value: { source: 'published', name: 'LENOVO 11JJ0003CW' } });
    await service.save([socket('here', 2)]);
    expect(await service.get()).toMatchObject({ value: { source: 'learned', sockets: [{ id: 'here' }] } });
    await service.save([]);
    expect(await service.get()).toMatchObject({ value: { source: 'published' } });
    expect(await pc(OTHER_PC, [{ pc: LAB_PC, sockets: [socket('published', 1)] }]).service.get()).toMatchObject({
      value: { source: null, sockets: [] },
    });
  });

  it('a map goes to other PCs of the model by file, and to no other PC', async () => {
    const { service } = pc(LAB_PC);
    expect(await service.exportFile()).toMatchObject({ problem: { code: 'sockets-not-learned' } });
    await service.save([socket('here', 2)]);
    const file = await service.exportFile();
    if (!file.ok) throw new Error(file.problem.code);
    const { fileName } = file.value;
    const bytes = bytesOfFile(file.value);
    const neighbour = pc(LAB_PC).service;
    expect(await neighbour.importFile(fileName, bytes)).toMatchObject({ value: { source: 'learned' } });
    const other = pc(OTHER_PC).service;
    expect(await other.importFile(fileName, bytes)).toMatchObject({
      problem: { code: 'sockets-other-pc', params: { of: 'LENOVO 11JJ0003CW', here: 'LENOVO 11JJ0009CW' } },
    });
    expect(await other.get()).toMatchObject({ value: { source: null } });
    expect(await pc(NAMELESS).service.importFile(fileName, bytes)).toMatchObject({
      problem: { code: 'sockets-pc-nameless' },
    });
  });

  it('a disk that came from another PC does not bring its sockets along', async () => {
    const { dataDirectory, service } = pc(LAB_PC);
    await service.save([socket('here', 2)]);
    expect(await pc(OTHER_PC, [], dataDirectory).service.get()).toMatchObject({
      value: { source: null, sockets: [], problem: { code: 'sockets-other-pc' } },
    });
  });

  it.each([
    ['a newer release', { schema: 'vrlab.pc-sockets/2' }, 'file-newer-schema'],
    ['another kind of file', { schema: 'vrlab.station/1' }, 'file-invalid-field'],
    ['a drawing of its own', { svg: '<svg onload="alert(1)"/>' }, 'file-invalid-field'],
    ['two sockets in one place', { sockets: [socket('a', 1), socket('b', 1)] }, 'file-invalid-field'],
    [
      'one port in two sockets',
      { sockets: [socket('a', 1), { ...socket('b', 2), ports: socket('a', 1).ports }] },
      'file-invalid-field',
    ],
    ['a map without sockets', { sockets: [] }, 'sockets-not-learned'],
    ['a socket far outside', { sockets: [socket('a', 4000)] }, 'file-invalid-field'],
    ['an id that is markup', { sockets: [socket('"><script>', 1)] }, 'file-invalid-field'],
    [
      'a thousand sockets',
      { sockets: Array.from({ length: 1000 }, (_, at) => socket(`s${at}`, 1)) },
      'file-invalid-field',
    ],
  ])('refuses %s and keeps what it has', async (_, changes, code) => {
    const { service } = pc(LAB_PC);
    await service.save([socket('here', 2)]);
    const file = { schema: 'vrlab.pc-sockets/1', pc: LAB_PC, sockets: [socket('a', 1)], ...changes };
    expect(await service.importFile('x.json', Buffer.from(JSON.stringify(file)))).toMatchObject({ problem: { code } });
    expect(await service.get()).toMatchObject({ value: { sockets: [{ id: 'here' }] } });
  });

  it('refuses what is no JSON, and what is larger than any PC', async () => {
    const { service } = pc(LAB_PC);
    expect(await service.importFile('x', Buffer.from('GBK'))).toMatchObject({ problem: { code: 'file-not-json' } });
    expect(await service.importFile('x', Buffer.alloc(300_000))).toMatchObject({ problem: { code: 'file-too-large' } });
  });

  it('writes a file that is read again', async () => {
    const { dataDirectory, service } = pc(LAB_PC);
    await service.save([socket('here', 2)]);
    const text = readFileSync(path.join(dataDirectory, 'sockets.json'), 'utf8');
    expect(pcSocketsSchema.parse(JSON.parse(text)).pc).toEqual(LAB_PC);
  });
});

describe('models of PCs', () => {
  it.each([
    'Default string',
    'To Be Filled By O.E.M.',
    'System Product Name',
    ' default   STRING ',
    'N/A',
    '0000',
    '...',
    '',
  ])('"%s" is no name and matches nothing', (filler) => {
    const same = { vendor: filler, model: filler, boardVendor: filler, board: filler };
    expect(isSameModel(same, same)).toBe(false);
    expect(nameOfPc(same)).toBeNull();
  });

  it('are the same by system or by mainboard, letter for letter', () => {
    const board = { ...NAMELESS, boardVendor: 'ASUSTeK COMPUTER INC.', board: 'PRIME B660M-A' };
    expect(isSameModel(board, { ...board, vendor: 'Default string', model: 'Default string' })).toBe(true);
    expect(isSameModel(board, { ...board, board: 'PRIME B660M-A D4' })).toBe(false);
    expect(isSameModel(LAB_PC, { ...LAB_PC, board: '32E5' })).toBe(false);
    expect(isSameModel(LAB_PC, { ...LAB_PC, vendor: 'Lenovo' })).toBe(false);
    expect(isSameModel({ ...NAMELESS, model: 'X' }, { ...NAMELESS, model: 'X' })).toBe(false);
  });
});
