import '../../src/renderer/src/features/kiosk/kiosk.css';
import { Button, FileButton } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { Lockdown, StickEntry } from '../../src/shared/domain/kiosk.ts';
import { AttractPicture } from '../../src/renderer/src/features/kiosk/AttractScreen.tsx';
import { KeptFileToast } from '../../src/renderer/src/features/kiosk/KeptFileToast.tsx';
import { OwnFileChoice } from '../../src/renderer/src/features/kiosk/OwnFileChoice.tsx';
import { StaffExit, StaffPinForm } from '../../src/renderer/src/features/kiosk/StaffExit.tsx';
import { LockdownFacts } from '../../src/renderer/src/features/settings/LockdownSection.tsx';
import { LONG } from './long-name.ts';

const PARTLY: Lockdown = {
  level: 'partly',
  edition: 'Education',
  reasons: [
    { aspect: 'shell', is: 'closed', reason: 'shell-launcher' },
    { aspect: 'keys', is: 'open', reason: 'keys-partly-blocked' },
    { aspect: 'programs', is: 'unknown', reason: 'programs-unread' },
  ],
};
const STICKS = [
  { folder: 'E:\\', name: 'E:', freeBytes: 8_000_000_000 },
  { folder: '/media/vr/我的 U盘', name: '我的 U盘', freeBytes: null },
];

const FILES: readonly StickEntry[] = [
  { name: '资产', kind: 'folder', bytes: null },
  { name: '登记.csv', kind: 'file', bytes: 3 },
  { name: '照片.png', kind: 'file', bytes: 3 },
];
const STICK: ComponentProps<typeof OwnFileChoice>['kiosk'] = {
  drives: () => Promise.resolve(STICKS),
  files: () => Promise.resolve({ ok: true, value: [...FILES] }),
  take: ({ names }) =>
    Promise.resolve({ ok: true, value: { fileName: names.at(-1) ?? '', mediaType: '', base64: btoa('a,b') } }),
};

/** What a kiosk has above the screens. */
export function KioskPieces({ onTouch }: { readonly onTouch: (what: string) => void }) {
  const refuse = () => Promise.resolve({ code: 'kiosk-none', params: {} } as const);
  return (
    <>
      <StaffPinForm asksPin onLeave={refuse} onStay={() => onTouch('stay')} />
      <StaffExit asksPin onLeave={refuse} />
      <StaffPinForm asksPin={false} onLeave={refuse} onStay={() => onTouch('stay')} />
      <KeptFileToast
        kept={{ file: `D:\\VR Lab Check\\exports\\${LONG}.pdf`, isWhole: true }}
        drives={() => Promise.resolve(STICKS)}
        onCopy={(file, drive) => Promise.resolve({ ok: true, value: `${drive}${file}` })}
        onClose={() => onTouch('close')}
      />
      <OwnFileChoice isOn kiosk={STICK} />
      <FileButton accept=".csv" onChange={(file) => onTouch(file?.name ?? '')}>
        {(props) => <Button {...props}>CSV</Button>}
      </FileButton>
      <AttractPicture onWake={() => onTouch('wake')} />
      <LockdownFacts lockdown={PARTLY} />
    </>
  );
}
