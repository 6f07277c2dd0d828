import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { worldFile } from '../../worlds/generator/world-folders.ts';
import { underWorld, vrlab } from '../vrlab.ts';

/** A file as it is handed to a page. */
export interface HandedOver {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * The signed files of other seats of the lab of five, each made on a PC of its own as a teacher does it.
 * @param folder for those PCs and their files.
 */
export function labBundles(folder: string, seats: readonly string[]): Promise<HandedOver[]> {
  return Promise.all(
    seats.map(async (seat) => {
      const stick = path.join(folder, `stick-${seat}`);
      mkdirSync(stick);
      const world = `lab-seat-${seat}`;
      const place = ['--world', worldFile(world, '.'), '--data', path.join(folder, `pc-${seat}`)];
      const { code, stderr } = await vrlab(['bundle', 'export', stick, ...place], { under: underWorld(world) });
      const [name] = readdirSync(stick);
      if (code !== 0 || name === undefined) throw new Error(`seat ${seat}: ${stderr}`);
      return { name, mimeType: 'application/json', buffer: readFileSync(path.join(stick, name)) };
    }),
  );
}

/** One byte in the middle of what was handed over is another one. */
export function altered({ name, mimeType, buffer }: HandedOver): HandedOver {
  const bytes = Buffer.from(buffer);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = bytes[at] === 0x41 ? 0x42 : 0x41;
  return { name: `改过-${name}`, mimeType, buffer: bytes };
}
