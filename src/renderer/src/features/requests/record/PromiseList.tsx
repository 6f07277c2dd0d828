import { List, Text } from '@mantine/core';
import type { WatchedPromise } from '../../../../../shared/domain/service-terms.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { readableTime } from '../../assessment/assessment.ts';
import { spanInWords } from '../remaining.ts';
import { useNow } from '../use-now.ts';

const COLOUR = {
  open: '#1a2233',
  missed: '#a61b1b',
  kept: '#0d4a1f',
  'kept-late': '#7a4a00',
  void: '#44506a',
} as const;

/** What was promised, until when, and what became of it. A missed promise is called missed. */
export function PromiseList({ promises }: { readonly promises: readonly WatchedPromise[] }) {
  const say = useSay();
  return (
    <List spacing="xs" listStyleType="none" aria-label={say('requests.record.promises')}>
      {promises.map((promise) => (
        <List.Item key={`${promise.promise} ${promise.since}`}>
          <OnePromise promise={promise} />
        </List.Item>
      ))}
    </List>
  );
}

function OnePromise({ promise }: { readonly promise: WatchedPromise }) {
  const say = useSay();
  const { t, language } = useWording();
  const { certainty, reason, state } = promise;
  return (
    <>
      <Text fw={600} c={COLOUR[state]}>
        {`${t(`requests:terms.promise.${promise.promise}`)} · ${t(`requests:terms.promiseState.${state}`)}`}
        {(state === 'open' || state === 'missed') && <Countdown promise={promise} />}
      </Text>
      <Text c="#44506a">
        {say('requests.promise.due', { due: readableTime(promise.due).slice(0, 16), reason: reason[language] })}
        {certainty !== 'official' && ` ${t(`requests:terms.certainty.${certainty}`)}`}
      </Text>
    </>
  );
}

/** Time left to a promise, or since it was missed. */
export function Countdown({ promise }: { readonly promise: WatchedPromise }) {
  const say = useSay();
  const left = Date.parse(promise.due) - useNow();
  return (
    <Text span>
      {` · ${say(left >= 0 ? 'requests.promise.left' : 'requests.promise.over', { span: spanInWords(left, say) })}`}
    </Text>
  );
}
