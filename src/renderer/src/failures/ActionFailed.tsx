import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useSay } from '../language/wording-context.ts';

/** Something that was touched has not been done. */
export function ActionFailed({ onDismiss }: { readonly onDismiss: () => void }) {
  const say = useSay();
  return (
    <Alert
      color="red"
      variant="outline"
      bg="white"
      role="alert"
      m="md"
      className="action-failed"
      title={say('failed.action')}
    >
      <Stack gap="sm">
        <Text>{say('failed.actionNext')}</Text>
        <Group gap="sm">
          <Button variant="default" onClick={onDismiss}>
            {say('failed.dismiss')}
          </Button>
          <Button variant="default" onClick={() => location.reload()}>
            {say('failed.reload')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
