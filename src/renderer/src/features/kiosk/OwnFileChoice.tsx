import { useEffect, useState } from 'react';
import type { ContractClient } from '../../../../shared/contract.ts';
import { StickFiles } from './StickFiles.tsx';

interface OwnFileChoiceProps {
  readonly isOn: boolean;
  readonly kiosk: Pick<ContractClient['kiosk'], 'drives' | 'files' | 'take'>;
}

/** The system's window to choose files is a small file manager, and so a way out: every field for files gets ours instead. */
export function OwnFileChoice({ isOn, kiosk }: OwnFileChoiceProps) {
  const [field, setField] = useState<HTMLInputElement | null>(null);
  useEffect(() => {
    if (!isOn) return undefined;
    const ask = (event: Event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return;
      event.preventDefault();
      event.stopPropagation();
      setField(event.target);
    };
    document.addEventListener('click', ask, true);
    return () => document.removeEventListener('click', ask, true);
  }, [isOn]);
  if (field === null) return null;
  return (
    <StickFiles
      kiosk={kiosk}
      accept={field.accept}
      onTake={(file) => handOver(field, file)}
      onClose={() => setField(null)}
    />
  );
}

/** As if the file had been chosen in the system's window. */
function handOver(field: HTMLInputElement, file: File): void {
  const files = new DataTransfer();
  files.items.add(file);
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
