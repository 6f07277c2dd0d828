import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useSay } from '../language/wording-context.ts';
import { useToCheck } from './to-check.ts';

interface PanelFailedProps {
  /** What people call it. */
  readonly title: string;
  /** Its file did not come; without it, it came and failed. */
  readonly notLoaded?: boolean;
  readonly onRetry: () => void;
}

/** In place of a part that failed: which one, what still works, and the ways to go on. */
export function PanelFailed({ title, notLoaded = false, onRetry }: PanelFailedProps) {
  const say = useSay();
  const toCheck = useToCheck();
  return (
    <Alert
      color="red"
      variant="outline"
      bg="white"
      role="alert"
      title={say(notLoaded ? 'failed.notLoaded' : 'failed.heading', { title })}
    >
      <Stack gap="sm">
        <Text>{say('failed.rest')}</Text>
        <Group gap="sm">
          <Button onClick={onRetry}>{say('failed.retry')}</Button>
          {toCheck !== null && (
            <Button variant="default" onClick={toCheck}>
              {say('failed.toCheck')}
            </Button>
          )}
          <Button variant="default" onClick={() => location.reload()}>
            {say('failed.reload')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
