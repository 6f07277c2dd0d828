import { Button } from '@mantine/core';
import { useTexts } from '../language/use-texts.ts';

interface ShowPersonalProps {
  /** `contact`: name and phone; `names`: of those who inspected or signed. */
  readonly what: 'contact' | 'names';
  readonly onShow: () => void;
}

/** Unmasks names or phone numbers; leaving the page masks them again. */
export function ShowPersonal({ what, onShow }: ShowPersonalProps) {
  const t = useTexts('screen');
  return (
    <Button variant="default" h="auto" mih={44} py={6} style={{ alignSelf: 'flex-start' }} onClick={onShow}>
      {t(what === 'contact' ? 'personal.show' : 'personal.showNames')}
    </Button>
  );
}
