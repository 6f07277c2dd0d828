import type { SocketsOfPc } from '../../shared/contract.ts';
import type { PcIdentity, PcSocket, PcSockets } from '../../shared/domain/pc-sockets.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { PC_SOCKETS_SCHEMA } from '../../shared/domain/schema-names.ts';
import { isNamed, isSameModel, nameOfPc } from '../../shared/pc-identity.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { fileNameOf, fileToKeep } from '../platform/file-to-keep.ts';
import { readForeignSockets, readSockets, saveSockets } from '../settings/sockets-file.ts';

/** Where the sockets of this PC are, and how that came to be known. */
export interface PcSocketsService {
  get(): Promise<Result<SocketsOfPc>>;
  save(sockets: readonly PcSocket[]): Promise<Result<SocketsOfPc>>;
  /** What was learned here, for other PCs of the model and for the publication. */
  exportFile(): Promise<Result<FileToKeep>>;
  importFile(name: string, bytes: Uint8Array): Promise<Result<SocketsOfPc>>;
}

async function identityOf({ world, worldPc }: Pick<Dependencies, 'world' | 'worldPc'>): Promise<PcIdentity> {
  // A demonstration is another PC; one without a folder of its own for the system has no firmware to ask: its description tells, or
  // nobody.
  if (world !== null && process.env['UMOCKDEV_DIR'] === undefined) return worldPc ?? NAMELESS;
  const { readPcIdentity } = await import('../probes/host/pc-identity.ts');
  return await readPcIdentity();
}

const NAMELESS: PcIdentity = { vendor: null, model: null, boardVendor: null, board: null };

/** @param identity what the firmware of this PC calls it. */
export function createPcSockets(
  {
    dataDirectory,
    settings,
    publication,
    world,
    worldPc = null,
  }: Pick<Dependencies, 'dataDirectory' | 'settings' | 'publication' | 'world' | 'worldPc'>,
  identity: () => Promise<PcIdentity> = () => identityOf({ world, worldPc }),
): PcSocketsService {
  const state = (pc: PcIdentity, learned: PcSockets | null): SocketsOfPc => {
    const asked = { pc, name: nameOfPc(pc) };
    if (learned !== null && learned.sockets.length > 0) {
      // A disk that was moved or copied into another PC brings the map of the first.
      if (isForeign(learned.pc, pc)) return { ...asked, source: null, sockets: [], problem: otherPc(learned.pc, pc) };
      return { ...asked, source: 'learned', sockets: learned.sockets, problem: null };
    }
    const published = publication.catalogue.pcModels.find((row) => isSameModel(row.pc, pc));
    if (published === undefined) return { ...asked, source: null, sockets: [], problem: null };
    return { ...asked, source: 'published', sockets: [...published.sockets], problem: null };
  };

  return {
    async get() {
      const [pc, learned] = await Promise.all([identity(), readSockets(dataDirectory)]);
      return learned.ok ? succeed(state(pc, learned.value)) : learned;
    },
    async save(sockets) {
      const pc = await identity();
      const saved = await saveSockets(
        dataDirectory,
        { schema: PC_SOCKETS_SCHEMA, pc, sockets: [...sockets] },
        settings,
      );
      return saved.ok ? succeed(state(pc, saved.value)) : saved;
    },
    async exportFile() {
      const learned = await readSockets(dataDirectory);
      if (!learned.ok) return learned;
      if (learned.value === null || learned.value.sockets.length === 0) return fail('sockets-not-learned', {});
      const name = nameOfPc(learned.value.pc);
      const text = `${JSON.stringify(learned.value, null, 2)}\n`;
      return succeed(
        fileToKeep(fileNameOf(['USB', name ?? ''], 'vrlab-sockets.json'), 'application/json', Buffer.from(text)),
      );
    },
    async importFile(name, bytes) {
      const read = await readForeignSockets(name, bytes);
      if (!read.ok) return read;
      if (read.value.sockets.length === 0) return fail('sockets-not-learned', {});
      const pc = await identity();
      if (!isNamed(pc)) return fail('sockets-pc-nameless', {});
      if (!isSameModel(read.value.pc, pc)) return { ok: false, problem: otherPc(read.value.pc, pc) };
      const saved = await saveSockets(dataDirectory, { ...read.value, pc }, settings);
      return saved.ok ? succeed(state(pc, saved.value)) : saved;
    },
  };
}

/** Both have names, and not the same ones; a PC whose firmware names nothing is known by its data folder only. */
const isForeign = (learned: PcIdentity, here: PcIdentity): boolean =>
  isNamed(here) || isNamed(learned) ? !isSameModel(learned, here) : nameOfPc(learned) !== nameOfPc(here);

const otherPc = (of: PcIdentity, here: PcIdentity) =>
  ({ code: 'sockets-other-pc', params: { of: nameOfPc(of) ?? '–', here: nameOfPc(here) ?? '–' } }) as const;
