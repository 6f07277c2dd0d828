import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useWording } from '../../../language/use-texts.ts';

interface CameraDialogProps {
  readonly onTaken: (photo: Blob) => void;
  readonly onClose: () => void;
}

/** The camera's picture and a button to take it. When the camera cannot be used it says why; files can still be chosen. */
export function CameraDialog({ onTaken, onClose }: CameraDialogProps) {
  const { t, problem: problemText } = useWording();
  const { video, problem, ready, take } = useCamera();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);
  const takePhoto = async () => {
    const photo = await take();
    if (photo !== null) onTaken(photo);
  };
  return (
    // Without Mantine's header, which would be a second banner landmark of the page.
    <Modal opened onClose={onClose} size="lg" withCloseButton={false}>
      <Stack gap="sm">
        {/* The title takes the focus, because the button is disabled until the camera shows something. */}
        <Modal.Title fz="xl" fw={700} data-autofocus tabIndex={-1}>
          {t('inspections:photos.camera')}
        </Modal.Title>
        <Text fw={600}>{t('inspections:photos.equipmentOnly')}</Text>
        {problem === null ? (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- the camera's own picture has no sound
          <video
            ref={video}
            muted
            playsInline
            style={{ width: '100%', background: 'var(--color-ink)', minHeight: 240 }}
          />
        ) : (
          <Notice tone="attention" role="alert">
            <Text fw={600}>{problemText(problem).title}</Text>
            {problemText(problem).next}
            <Text>{t('inspections:photos.fromElsewhere')}</Text>
          </Notice>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('inspections:photos.close')}
          </Button>
          {problem === null && (
            <Button ref={button} disabled={!ready} onClick={() => void takePhoto()}>
              {t('inspections:photos.shoot')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface Camera {
  /** Ref of the video element that shows the camera's picture. */
  readonly video: (element: HTMLVideoElement | null) => void;
  /** Null while it can be used, or permission is being requested. */
  readonly problem: Problem | null;
  readonly ready: boolean;
  /** Takes the current picture; null while there is none. */
  readonly take: () => Promise<Blob | null>;
}

const PERMISSION_ERRORS = new Set(['NotAllowedError', 'SecurityError']);

/** Uses the camera while the component is shown; the camera is switched off when it is removed. */
function useCamera(): Camera {
  const element = useRef<HTMLVideoElement | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let removed = false;
    let held: MediaStream | null = null;
    const stop = () => held?.getTracks().forEach((track) => track.stop());
    const ask = async () => {
      try {
        // Without a secure context `mediaDevices` is undefined.
        const devices = navigator.mediaDevices as MediaDevices | undefined;
        if (devices === undefined) throw new DOMException('', 'NotFoundError');
        held = await devices.getUserMedia({
          audio: false,
          video: { facingMode: 'environment', width: { ideal: 1600 }, height: { ideal: 1200 } },
        });
        if (removed) stop();
        else setStream(held);
      } catch (cause) {
        const refused = cause instanceof DOMException && PERMISSION_ERRORS.has(cause.name);
        if (!removed) setProblem({ code: refused ? 'photo-camera-refused' : 'photo-camera-none', params: {} });
      }
    };
    void ask();
    return () => {
      removed = true;
      stop();
    };
  }, []);

  const video = useCallback(
    (shown: HTMLVideoElement | null) => {
      element.current = shown;
      if (shown === null || stream === null) return;
      shown.srcObject = stream;
      shown.addEventListener('playing', () => setReady(true), { once: true });
      // Rejects when the element is removed before it plays.
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
