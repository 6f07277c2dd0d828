import { CloseButton } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconCircleX from '@tabler/icons-react/icons/IconCircleX';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import type { ReactNode, Ref } from 'react';
import { useTexts } from '../language/use-texts.ts';

/** `error`: something did not work; `attention`: read this first; `done`: it worked; `info`: good to know. */
export type NoticeTone = 'error' | 'attention' | 'done' | 'info';

const ICONS = { error: IconCircleX, attention: IconAlertTriangle, done: IconCircleCheck, info: IconInfoCircle };

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** `alert` is read out at once, `status` when there is time. */
  readonly role?: 'alert' | 'status' | 'note';
  /** What can be done about it, at its end. */
  readonly action?: ReactNode;
  readonly onClose?: () => void;
  readonly className?: string;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Something that is said beside the matter of a screen, by icon, colour and words. */
export function Notice({ tone, title, children, role, action, onClose, className = '', ref }: NoticeProps) {
  const t = useTexts('screen');
  const Icon = ICONS[tone];
  return (
    <div ref={ref} className={`notice ${className}`} data-tone={tone} role={role}>
      <Icon className="notice-icon" size={22} aria-hidden />
      <div className="notice-text">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children}
      </div>
      {action}
      {onClose !== undefined && <CloseButton size="2.75rem" aria-label={t('failed.dismiss')} onClick={onClose} />}
    </div>
  );
}
