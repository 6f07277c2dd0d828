import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useWording } from '../../../language/wording-context.ts';
import { useCamera } from './use-camera.ts';

interface CameraDialogProps {
  readonly onTaken: (photo: Blob) => void;
  readonly onClose: () => void;
}

/** What the camera sees, and one button. Where it cannot be used it says why; files can still be chosen. */
export function CameraDialog({ onTaken, onClose }: CameraDialogProps) {
  const { t, problem: worded } = useWording();
  const { video, problem, ready, take } = useCamera();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  const shoot = async () => {
    const photo = await take();
    if (photo !== null) onTaken(photo);
  };
  return (
    // Without a header of its own, which would be a second banner of the page.
    <Modal opened onClose={onClose} size="lg" withCloseButton={false}>
      <Stack gap="sm">
        {/* The button cannot be touched before the camera shows something. */}
        <Modal.Title fz="xl" fw={700} data-autofocus tabIndex={-1}>
          {t('inspections:photos.camera')}
        </Modal.Title>
        <Text fw={600}>{t('inspections:photos.equipmentOnly')}</Text>
        {problem === null ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- the camera's own picture has no sound
          <video ref={video} muted playsInline style={{ width: '100%', background: 'black', minHeight: 240 }} />
        ) : (
          <Alert color="orange" variant="outline" bg="white" role="alert">
            <Text fw={600}>{worded(problem).title}</Text>
            {worded(problem).next}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" size="lg" onClick={onClose}>
            {t('inspections:photos.close')}
          </Button>
          {problem === null && (
            <Button ref={button} size="lg" disabled={!ready} onClick={() => void shoot()}>
              {t('inspections:photos.shoot')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
