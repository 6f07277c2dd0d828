import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useWording } from '../../../language/use-texts.ts';

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

interface Camera {
  /** Goes onto the video element that shows what the camera sees. */
  readonly video: (element: HTMLVideoElement | null) => void;
  /** Null: it can be used, or is being asked for. */
  readonly problem: Problem | null;
  readonly ready: boolean;
  /** The picture that is seen now; null while there is none. */
  readonly take: () => Promise<Blob | null>;
}

const REFUSED = new Set(['NotAllowedError', 'SecurityError']);

/** The camera as long as this is on the screen; its light goes out when it leaves. */
function useCamera(): Camera {
  const element = useRef<HTMLVideoElement | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    let held: MediaStream | null = null;
    const stop = () => held?.getTracks().forEach((track) => track.stop());
    const ask = async () => {
      try {
        // A page that is not served securely has no media devices at all.
        const devices = navigator.mediaDevices as MediaDevices | undefined;
        if (devices === undefined) throw new DOMException('', 'NotFoundError');
        held = await devices.getUserMedia({
          audio: false,
          video: { facingMode: 'environment', width: { ideal: 1600 }, height: { ideal: 1200 } },
        });
        if (gone) stop();
        else setStream(held);
      } catch (cause) {
        const refused = cause instanceof DOMException && REFUSED.has(cause.name);
        if (!gone) setProblem({ code: refused ? 'photo-camera-refused' : 'photo-camera-none', params: {} });
      }
    };
    void ask();
    return () => {
      gone = true;
      stop();
    };
  }, []);

  const video = useCallback(
    (shown: HTMLVideoElement | null) => {
      element.current = shown;
      if (shown === null || stream === null) return;
      shown.srcObject = stream;
      shown.addEventListener('playing', () => setReady(true), { once: true });
      // Leaving the screen while it begins is no fault.
      shown.play().catch(() => undefined);
    },
    [stream],
  );

  const take = useCallback(async () => {
    const shown = element.current;
    if (shown === null || shown.videoWidth === 0) return null;
    const canvas = new OffscreenCanvas(shown.videoWidth, shown.videoHeight);
    canvas.getContext('2d')!.drawImage(shown, 0, 0);
    return await canvas.convertToBlob({ type: 'image/png' });
  }, []);

  return { video, problem, ready, take };
}
