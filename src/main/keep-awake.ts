import { powerSaveBlocker } from 'electron';

/** Keeps the screen on. @returns what lets it go dark again. */
export function keepAwake(): () => void {
  const id = powerSaveBlocker.start('prevent-display-sleep');
  return () => {
    if (powerSaveBlocker.isStarted(id)) powerSaveBlocker.stop(id);
  };
}
