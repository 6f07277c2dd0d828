import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import { partsWithoutHeadset } from '../../../../shared/answering-parts.ts';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { UsbDeviceFacts } from '../../../../shared/domain/usb-facts.ts';
import { usbIdOf } from '../../../../shared/domain/usb-id.ts';
import type { TextKeyBelow } from '../../../../shared/locales/text-keys.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { Panel } from '../../failures/Panel.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { otherUsbDevices } from '../port-picture/picture.ts';
import type { Assessment } from './assessment.ts';

interface DeviceDrawerProps {
  readonly assessment: Assessment;
  readonly sockets: readonly PcSocket[] | null;
  readonly onClose: () => void;
}

/** Recognised devices as text: what the picture shows, for people and for screen readers. */
export function DeviceDrawer({ assessment, sockets, onClose }: DeviceDrawerProps) {
  const t = useTexts('screen');
  return (
    <Drawer title={t('devices.heading')} onClose={onClose}>
      <Panel name="devices" title={t('devices.heading')}>
        <DeviceList devices={assessment.devices} />
        <OtherDevices others={otherUsbDevices(assessment, sockets)} />
      </Panel>
    </Drawer>
  );
}

function DeviceList({ devices }: { readonly devices: readonly RecognisedDevice[] }) {
  const t = useTexts('screen');
  if (devices.length === 0) return <p>{t('devices.none')}</p>;
  return (
    <ul className="device-list">
      {devices.map((device) => (
        <DeviceItem key={device.subject} device={device} />
      ))}
    </ul>
  );
}

/** What no lesson needs, as it calls itself. */
function OtherDevices({ others }: { readonly others: readonly UsbDeviceFacts[] }) {
  const t = useTexts('screen');
  if (others.length === 0) return null;
  return (
    <section>
      <h4>{t('ports.others', { count: others.length })}</h4>
      <ul>
        {others.map((device) => (
          <li key={device.key}>{[device.manufacturer, device.product ?? usbIdOf(device)].filter(Boolean).join(' ')}</li>
        ))}
      </ul>
    </section>
  );
}

function DeviceItem({ device }: { readonly device: RecognisedDevice }) {
  const t = useTexts('screen');
  const { whatIsThere, partNames } = useWording();
  const missing = device.parts.filter((part) => part.key === null).map((part) => part.role);
  const present = device.parts.filter((part) => part.key !== null).map((part) => part.role);
  const facts: readonly (readonly [TextKeyBelow<'screen:devices.'>, string | null])[] = [
    ['missing', missing.length === 0 ? null : partNames(missing)],
    ['speed', device.speed === null ? null : t(`devices:speed.${device.speed}`)],
    ['mode', device.mode === null ? null : t(`devices:mode.${device.mode}`)],
    ['serial', device.serial],
    ['parts', present.length < 2 ? null : partNames(present)],
  ];
  return (
    <li>
      <h4>
        {whatIsThere(device)}{' '}
        {partsWithoutHeadset(device).length === 0 && <small>{t(`devices:kind.${device.kind}`)}</small>}
        {device.unverified === true && <small> {t('devices:unverified')}</small>}
      </h4>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} data-fact={name}>
              <dt>{t(`devices.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </li>
  );
}
