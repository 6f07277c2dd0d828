import { Button } from '@mantine/core';
import IconBrandWechat from '@tabler/icons-react/icons/IconBrandWechat';
import IconFolder from '@tabler/icons-react/icons/IconFolder';
import IconMail from '@tabler/icons-react/icons/IconMail';
import IconMessage from '@tabler/icons-react/icons/IconMessage';
import IconWebhook from '@tabler/icons-react/icons/IconWebhook';
import type { ChannelReport } from '../../../../../shared/domain/channel-entry.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { placeOf } from './channel-draft.ts';

const ICONS = {
  wecom: IconBrandWechat,
  dingtalk: IconMessage,
  feishu: IconMessage,
  smtp: IconMail,
  folder: IconFolder,
  webhook: IconWebhook,
} as const;

interface ChannelRowProps {
  readonly channel: ChannelReport;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One channel: what it is, where it goes, and how it has been going. */
export function ChannelRow({ channel, onEdit, onRemove }: ChannelRowProps) {
  const t = useTexts('channels');
  const { settings, deliveredAt, trouble, waiting, stuck, secret } = channel;
  const Icon = ICONS[settings.kind];
  const time = (at: string) => formatTime(at).slice(0, 16);
  return (
    <li className="channel-row" data-off={!settings.enabled || undefined}>
      <Icon className="channel-icon" size={28} aria-hidden />
      <div className="channel-words">
        <h3>
          {settings.title}
          {!settings.enabled && <span className="channel-off">{t('row.off')}</span>}
        </h3>
        <p className="muted">{t('row.place', { kind: t(`kind.${settings.kind}`), place: placeOf(settings) })}</p>
        {!secret && <p className="channel-trouble">{t('row.noSecret')}</p>}
        {secret && trouble !== null && (
          <>
            <p className="channel-trouble">
              {t(trouble.at === null ? 'row.failed' : 'row.failedAt', {
                reason: t(`requests:delivery.reason.${trouble.reason}.title`),
                time: trouble.at === null ? '' : time(trouble.at),
              })}
            </p>
            <p>{t(`reason.${trouble.reason}`)}</p>
          </>
        )}
        <p className="muted">
          {deliveredAt === null ? t('row.unused') : t('row.delivered', { time: time(deliveredAt) })}
          {waiting > 0 && ` ${t('row.waiting', { count: waiting })}`}
          {stuck > 0 && ` ${t('row.stuck', { count: stuck })}`}
        </p>
      </div>
      <div className="channel-actions">
        <Button variant="default" aria-label={t('row.editNamed', { title: settings.title })} onClick={onEdit}>
          {t('row.edit')}
        </Button>
        <Button variant="subtle" aria-label={t('row.removeNamed', { title: settings.title })} onClick={onRemove}>
          {t('row.remove')}
        </Button>
      </div>
    </li>
  );
}
