import { Button, Group, Text } from '@mantine/core';
import { useSay } from '../language/wording-context.ts';
import { Trouble } from './Trouble.tsx';

/** Instead of the screens, where the host is there and they cannot be shown all the same. */
export function StartProblem({ code }: { readonly code: 'texts-not-loaded' | 'start-failed' }) {
  const say = useSay();
  return (
    <main>
      <Text component="h1" fw={700} fz="xl" m="md">
        {say('product')}
      </Text>
      <Trouble problems={[{ code, params: {} }]} />
      <Group m="md">
        <Button onClick={() => location.reload()}>{say('broken.reload')}</Button>
      </Group>
    </main>
  );
}
