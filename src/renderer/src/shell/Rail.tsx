import { UnstyledButton } from '@mantine/core';
import IconClipboardCheck from '@tabler/icons-react/icons/IconClipboardCheck';
import IconHistory from '@tabler/icons-react/icons/IconHistory';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import IconStethoscope from '@tabler/icons-react/icons/IconStethoscope';
import IconTool from '@tabler/icons-react/icons/IconTool';
import { useTexts } from '../language/use-texts.ts';
import { Logo } from './Logo.tsx';
import { type InspectionPlace, type ScreenName, SCREENS } from './place.ts';

const ICONS = {
  check: IconStethoscope,
  requests: IconTool,
  inspections: IconClipboardCheck,
  records: IconHistory,
  settings: IconSettings,
} as const satisfies Record<ScreenName, unknown>;

/** How many things wait on a screen, and in words what they are. */
export interface Badge {
  /** Null: nobody knows. */
  readonly count: number | null;
  readonly label: string;
  /** Where a touch on the badge itself leads, where that is elsewhere than its place. */
  readonly place?: InspectionPlace;
}

interface RailProps {
  readonly screen: ScreenName;
  readonly badges: Partial<Record<ScreenName, Badge>>;
  readonly onScreen: (screen: ScreenName) => void;
  /** A touch on the badge of what is being put right. */
  readonly onTracked: (place: InspectionPlace) => void;
}

/** The places of the program, always in sight: at the left, or below on a screen as narrow as a telephone's. */
export function Rail({ screen, badges, onScreen, onTracked }: RailProps) {
  const t = useTexts('screen');
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <Logo />
      {SCREENS.map((name) => {
        const Icon = ICONS[name];
        const badge = badges[name];
        return (
          <UnstyledButton
            key={name}
            className={`rail-place rail-${name}`}
            aria-current={name === screen ? 'page' : undefined}
            onClick={({ target }) => {
              const isOnBadge = target instanceof Element && target.closest('.rail-badge') !== null;
              if (isOnBadge && badge?.place !== undefined) onTracked(badge.place);
              else onScreen(name);
            }}
          >
            <Icon size={26} stroke={1.7} aria-hidden />
            <span>{t(`nav.${name}`)}</span>
            {badge !== undefined && badge.count !== 0 && (
              <span className="rail-badge">
                <span aria-hidden>{numeral(badge.count)}</span>
                <span className="only-heard">{badge.label}</span>
              </span>
            )}
          </UnstyledButton>
        );
      })}
    </nav>
  );
}

function numeral(count: number | null): string {
  if (count === null) return '?';
  return count > 99 ? '99+' : String(count);
}
