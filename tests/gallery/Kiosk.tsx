import '../../src/renderer/src/features/kiosk/kiosk.css';
import type { Lockdown } from '../../src/shared/domain/kiosk.ts';
import { AttractPicture } from '../../src/renderer/src/features/kiosk/AttractScreen.tsx';
import { KeptFileToast } from '../../src/renderer/src/features/kiosk/KeptFileToast.tsx';
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
      <AttractPicture onWake={() => onTouch('wake')} />
      <LockdownFacts lockdown={PARTLY} />
    </>
  );
}
