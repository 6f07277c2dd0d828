import { soundPath } from './port-block.ts';
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
const PROBLEM = /^(\d{1,5}) \(0x[0-9A-F]+\)/i;
const LOCATION = /(?:^|\s)(\S+#USBROOT\(\d{1,3}\)\S*)/i;
/** A hardware id has two parts, an instance id three. */
const HARDWARE_ID = /^[ \t]*(?:[^:：\n\\]{2,60}[:：][ \t]*)?(USB\\[^\\\s]+)[ \t]*$/i;

type Draft = { -readonly [Name in keyof NodeBlock]: NodeBlock[Name] } & { hardwareIds: string[] };

/**
 * Cuts the list into devices: a block begins with an instance id that no blank line separates from the rest. Of those that are not
 * on USB, which are most, only the id is read, and of the last one its state.
 */
export function readNodeBlocks(text: string): NodeBlock[] {
  const blocks: { readonly instance: string; readonly lines: string[] }[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') open = false;
    else if (open) blocks.at(-1)!.lines.push(line);
    else {
      const value = line.includes('\\') ? (FIELD.exec(line)?.[2] ?? '') : '';
      open = INSTANCE.test(value);
      if (open) blocks.push({ instance: value, lines: [] });
    }
  }
  return blocks.map(({ instance, lines }, at) => {
    const block: Draft = { instance, ...NOTHING_TOLD, hardwareIds: [] };
    const isRead = /^USB\\/i.test(instance) || at === blocks.length - 1;
    for (const line of isRead ? lines : []) readField(block, line);
    return block;
  });
}

const NOTHING_TOLD = { state: null, inf: null, problem: null, problemStatus: null, locationPath: null };

function readField(block: Draft, line: string): void {
  const [, label = '', value = ''] = FIELD.exec(line) ?? [];
  const hardwareId = HARDWARE_ID.exec(line)?.[1];
  if (hardwareId !== undefined) block.hardwareIds.push(hardwareId);
  else if (isStateLabel(label.trim())) block.state ??= value;
  else if (/^[^\\/\s]+\.inf$/i.test(value)) block.inf ??= value;
  else if (PROBLEM.test(value)) block.problem ??= Number.parseInt(value, 10);
  else if (/^0x[0-9A-F]{8}$/i.test(value)) block.problemStatus ??= value.slice(2).toLowerCase();
  else block.locationPath ??= soundPath(LOCATION.exec(line)?.[1]);
}
