import { Text } from '@mantine/core';
import type { LiveState } from '../../../../shared/domain/check-run.ts';
import { useSay, useWording } from '../../language/wording-context.ts';

/** Says what was just plugged in or unplugged, and that recognition is still going on. */
export function HotPlugNote({ live }: { readonly live: LiveState | null }) {
  const say = useSay();
  const { list } = useWording();
  if (live === null) return null;
  if (live.watching === 'unavailable') return <Text c="#44506a">{say('check.liveUnavailable')}</Text>;
  const { attached = [], detached = [] } = live.change ?? {};
  const notes = [
    ...(attached.length > 0 ? [say('check.attached', { names: list(attached) })] : []),
    ...(detached.length > 0 ? [say('check.detached', { names: list(detached) })] : []),
    ...(live.settling ? [say('check.settling')] : []),
  ];
  return (
    <Text component="output" fw={600} mih="1.6em" className={live.settling ? 'pulse' : undefined}>
      {notes.join('　')}
    </Text>
  );
}
