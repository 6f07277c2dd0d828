import { isStateLabel } from './pnputil-words.ts';

/** One device of `pnputil /enum-devices`, by what its values look like. */
export interface NodeBlock {
  readonly instance: string;
  /** The word for its state; null where the text has none. */
  readonly state: string | null;
  readonly inf: string | null;
  readonly problem: number | null;
  readonly problemStatus: string | null;
  readonly hardwareIds: readonly string[];
  readonly locationPath: string | null;
}

const INSTANCE = /^[A-Z_0-9]+\\[^\\\s]+\\\S/i;
const FIELD = /^[ \t]*([^:：\n\\]{2,60})[:：][ \t]*(.*?)[ \t]*$/;
/** `28 (0x1C) [CM_PROB_FAILED_INSTALL]` */
const PROBLEM = /^(\d+) \(0x[0-9A-F]+\)/i;
const LOCATION = /(\S+#USBROOT\(\d+\)\S*)/i;
/** A hardware id has two parts, an instance id three. */
const HARDWARE_ID = /^[ \t]*(?:[^:：\n\\]{2,60}[:：][ \t]*)?(USB\\[^\\\s]+)[ \t]*$/i;

type Draft = { -readonly [Name in keyof NodeBlock]: NodeBlock[Name] } & { hardwareIds: string[] };

/** Cuts the list into devices: a block begins with an instance id that no blank line separates from the rest. */
export function readNodeBlocks(text: string): NodeBlock[] {
  const blocks: Draft[] = [];
  let block: Draft | null = null;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      block = null;
      continue;
    }
    const [, label = '', value = ''] = FIELD.exec(line) ?? [];
    if (block === null) {
      if (!INSTANCE.test(value)) continue;
      block = { instance: value, ...NOTHING_TOLD, hardwareIds: [] };
      blocks.push(block);
    } else readField(block, label.trim(), value, line);
  }
  return blocks;
}

const NOTHING_TOLD = { state: null, inf: null, problem: null, problemStatus: null, locationPath: null };

function readField(block: Draft, label: string, value: string, line: string): void {
  const hardwareId = HARDWARE_ID.exec(line)?.[1];
  if (hardwareId !== undefined) block.hardwareIds.push(hardwareId);
  else if (isStateLabel(label)) block.state ??= value;
  else if (/^[^\\/\s]+\.inf$/i.test(value)) block.inf ??= value;
  else if (PROBLEM.test(value)) block.problem ??= Number.parseInt(value, 10);
  else if (/^0x[0-9A-F]{8}$/i.test(value)) block.problemStatus ??= value.slice(2).toLowerCase();
  else block.locationPath ??= LOCATION.exec(line)?.[1] ?? null;
}
