import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../../../shared/domain/problem.ts';

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
export function useCamera(): Camera {
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
