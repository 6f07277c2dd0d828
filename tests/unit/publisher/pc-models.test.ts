import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseValidated } from '../../../src/core/published/layout.ts';
import { remarksOn } from '../../../src/publisher/check-draft.ts';
import { readDraft } from '../../../src/publisher/draft.ts';
import { distinctPcModels } from '../../../src/publisher/pc-model-rules.ts';
import { runPublisher } from '../../../src/publisher/run-publisher.ts';
import type { PcIdentity, PcSocket } from '../../../src/shared/domain/pc-sockets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const BOARD: PcIdentity = { vendor: 'Default string', model: 'Default string', boardVendor: 'ASUS', board: 'B660M-A' };
const SOCKETS: PcSocket[] = [
  {
    id: 's1',
    side: 'rear',
    row: 1,
    column: 1,
    shape: 'usb-a',
    colour: 'blue',
    usb: 'usb3',
    ports: [{ controller: '0000:00:14.0', half: 'usb3', ports: [4] }],
  },
];

function pcModel(content: unknown) {
  const file = path.join(temporaryFolder(), 'x.json');
  writeFileSync(file, JSON.stringify(content));
  const said: string[] = [];
  const code = runPublisher(['pc-model', file, '--lang', 'en'], {
    print: (line) => void said.push(line),
    note: (line) => void said.push(line),
  });
  return { code, said };
}

it('makes a row of the catalogue from what a PC exported, without the fillers of its firmware', () => {
  const { code, said } = pcModel({ schema: 'vrlab.pc-sockets/1', pc: BOARD, sockets: SOCKETS });
  expect(code).toBe(0);
  expect(JSON.parse(said[0]!)).toEqual({ pc: { ...BOARD, vendor: null, model: null }, sockets: SOCKETS });
});

it.each([
  ['names no model', { schema: 'vrlab.pc-sockets/1', pc: { ...BOARD, board: 'N/A' }, sockets: SOCKETS }],
  ['is newer', { schema: 'vrlab.pc-sockets/2' }],
  ['draws by itself', { schema: 'vrlab.pc-sockets/1', pc: BOARD, sockets: [{ ...SOCKETS[0], svg: '<svg/>' }] }],
])('refuses a file that %s', (_, content) => {
  expect(pcModel(content).code).toBe(64);
});

it('finds rows that no PC can match, and a second row for a model', () => {
  const draft = readDraft('publication/draft');
  if (!draft.ok) throw new Error(draft.problem.code);
  const { catalogue, ...others } = parseValidated(draft.value.documents);
  const pcModels = [BOARD, BOARD, { ...BOARD, board: 'To be filled by O.E.M.' }].map((pc) => ({
    pc,
    sockets: SOCKETS,
  }));
  const remarks = remarksOn({ ...others, catalogue: { ...catalogue, pcModels } }, { demo: true }, [distinctPcModels]);
  expect(remarks.map(({ field, code }) => [field, code])).toEqual([
    ['pcModels.1.pc', 'same-pc-model'],
    ['pcModels.2.pc', 'nameless-pc-model'],
  ]);
});
