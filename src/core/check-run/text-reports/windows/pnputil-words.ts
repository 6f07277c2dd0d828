/**
 * What pnputil says of a device, in the languages of Windows that are known; everything else is read by its form. Without umlauts:
 * consoles damage them.
 */
export type NodeState = 'working' | 'stopped' | 'absent';

const WORDS: Readonly<Record<NodeState, readonly string[]>> = {
  working: ['started', '已启动', 'gestartet'],
  // The number of the problem, which says the rest, has a line of its own.
  stopped: [
    'problem',
    'disabled',
    'stopped',
    '问题',
    '有问题',
    '已禁用',
    '已停止',
    'deaktiviert',
    'beendet',
    'angehalten',
  ],
  absent: ['disconnected', '已断开连接', '已断开', 'getrennt', 'nicht verbunden'],
};

const STATE_LABELS = ['status', '状态'];

export const isStateLabel = (label: string): boolean => STATE_LABELS.includes(label.toLowerCase());

/** Null: a word of another language. */
export function stateOf(word: string): NodeState | null {
  const said = word.toLowerCase();
  return (Object.keys(WORDS) as NodeState[]).find((state) => WORDS[state].includes(said)) ?? null;
}
