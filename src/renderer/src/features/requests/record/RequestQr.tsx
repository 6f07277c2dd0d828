import { Text } from '@mantine/core';
import type { FiledRequest } from '../../../../../shared/domain/service-request.ts';
import { useSay, useWording } from '../../../language/wording-context.ts';
import { QrPicture } from '../../fault-codes/QrPicture.tsx';

/** As much as a phone reads easily from a screen. */
const LONGEST_TITLE = 60;

/** The request for a phone, where nothing else leaves this PC: what the desk needs to begin, and no person. */
export function RequestQr({ request }: { readonly request: FiledRequest }) {
  const say = useSay();
  const { t } = useWording();
  const { number, place, urgency, scope, title, symptoms } = request;
  const lines = [
    number,
    place === null ? '' : `${place.school} ${place.lab} ${place.seat}`,
    `${t(`requests:terms.urgency.${urgency}`)} · ${t(`requests:terms.scope.${scope}`)}`,
    title.slice(0, LONGEST_TITLE),
    ...symptoms.flatMap(({ faultCode }) => faultCode ?? []).slice(0, 3),
  ].filter((line) => line !== '');
  return (
    <details>
      <summary>{say('requests.paper.qr')}</summary>
      <Text pb="xs">{say('requests.paper.qrHelp')}</Text>
      <QrPicture text={lines.join('\n')} label={say('requests.paper.qrHolds', { text: lines.join(' ') })} side={260} />
    </details>
  );
}
