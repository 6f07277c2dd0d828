import { List, Text, Title } from '@mantine/core';
import type { Erasure } from '../../../../shared/domain/retention.ts';
import { entriesOf } from '../../../../shared/locales/text-keys.ts';
import { useWording } from '../../language/wording-context.ts';
import { usePrivacyWords } from './privacy-words.ts';

/** What would go, or what went, in words. */
export function ErasureList({ heading, erasure }: { readonly heading: string; readonly erasure: Erasure }) {
  const explain = usePrivacyWords();
  const { list } = useWording();
  const lines = entriesOf<keyof Erasure, number | string[]>(erasure).flatMap(([part, found]) => {
    const number = typeof found === 'number' ? found : found.length;
    const names = typeof found === 'number' ? '' : list(found);
    return number === 0 ? [] : [{ part, said: explain(`erasure.${part}`, { number, names }) }];
  });
  return (
    <>
      <Title order={3}>{heading}</Title>
      {lines.length === 0 ? (
        <Text>{explain('nothing')}</Text>
      ) : (
        <List>
          {lines.map(({ part, said }) => (
            <List.Item key={part}>{said}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
