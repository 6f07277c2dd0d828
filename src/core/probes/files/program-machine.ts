import type { FileHandle } from 'node:fs/promises';
import { withFile } from './open-file.ts';

/** Processor a program or library is built for, by the names of Node. */
export type Machine = NodeJS.Architecture;

/** `Machine` of a PE file header (Microsoft, "PE Format"). */
const PE_MACHINES: Readonly<Record<number, Machine>> = { 0x8664: 'x64', 0x14c: 'ia32', 0xaa64: 'arm64' };
/** `e_machine` of an ELF header (elf(5)). */
const ELF_MACHINES: Readonly<Record<number, Machine>> = { 62: 'x64', 3: 'ia32', 183: 'arm64', 40: 'arm' };
const HEAD_BYTES = 64;

async function machineOf(handle: FileHandle): Promise<Machine | null> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
  if (bytesRead < HEAD_BYTES) return null;
  if (head.readUInt32BE(0) === 0x7f_45_4c_46) return ELF_MACHINES[head.readUInt16LE(18)] ?? null;
  if (head.toString('latin1', 0, 2) !== 'MZ') return null;
  const signature = Buffer.alloc(6);
  const { bytesRead: signed } = await handle.read(signature, 0, 6, head.readUInt32LE(60));
  if (signed < 6 || signature.toString('latin1', 0, 4) !== 'PE\0\0') return null;
  return PE_MACHINES[signature.readUInt16LE(4)] ?? null;
}

/** Null: no such file, not readable, no program, or for a processor that is not listed. */
export async function programMachine(path: string): Promise<Machine | null> {
  const read = await withFile(path, async (handle) => ({ ok: true as const, machine: await machineOf(handle) }));
  return read.ok ? read.machine : null;
}
