import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
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
  const shoot = async () => {
    const photo = await take();
    if (photo !== null) onTaken(photo);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('inspections:photos.camera')}
      closeButtonProps={{ 'aria-label': t('inspections:photos.close'), w: 44, h: 44 }}
    >
      <Stack gap="sm">
        <Text fw={600}>{t('inspections:photos.equipmentOnly')}</Text>
        {problem === null ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- the camera's own picture has no sound
          <video ref={video} muted playsInline style={{ width: '100%', background: 'black', minHeight: 240 }} />
        ) : (
          <Alert color="orange" role="alert" title={worded(problem).title}>
            {worded(problem).next}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" size="lg" onClick={onClose}>
            {t('inspections:photos.close')}
          </Button>
          {problem === null && (
            <Button size="lg" disabled={!ready} onClick={() => void shoot()} data-autofocus>
              {t('inspections:photos.shoot')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
