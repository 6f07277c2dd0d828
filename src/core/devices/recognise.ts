import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { HidDeviceFacts, HidFacts } from '../../shared/domain/hid-facts.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../shared/domain/usb-facts.ts';
import type { Candidacy, DeviceCatalogue, Model } from '../published/catalogue.ts';
import { type FirmwareByKey, firmwareByKey } from './own-firmware.ts';
import { describeBluetoothDevice, describeUnit, describeUnknown } from './describe-device.ts';
import {
  type Claim,
  buildClaim,
  closeness,
  groupAnchors,
  hasRoom,
  holdsParts,
  isHalfOnAnotherController,
  isOneProduct,
  isSoundOnly,
  findMembers,
  OTHER_HALF,
  PASSED_THROUGH,
  passedThroughCloseness,
  SAME_PC,
  type Unit,
} from './unit.ts';
import { naturalOrder } from '../platform/natural-order.ts';
import { ancestors, buildTopology, isHub, isSuperSpeed, sharedPorts, type UsbTopology } from './topology.ts';

/** A device whose id many devices share: VR gear only if the one that should be here is missing. */
export interface SharedIdDevice {
  readonly device: UsbDeviceFacts;
  /** Catalogue ids it may be. */
  readonly candidates: readonly string[];
}

export interface Recognition {
  readonly topology: UsbTopology;
  readonly devices: readonly RecognisedDevice[];
  readonly sharedIdDevices: readonly SharedIdDevice[];
}

/**
 * Finds out from USB and HID facts which VR devices are connected. Pure.
 *
 * Identities are settled from the surest to the least sure: anchors that only one model has; the siblings that complete
 * those units; anchors that other models use as an ordinary part and that are now left over; ids that several models
 * share equally, which stay unknown with their candidates.
 * @param hid null when the probe failed: then Bluetooth devices are not looked for.
 */
export function recogniseDevices(usb: UsbFacts, hid: HidFacts | null, catalogue: DeviceCatalogue): Recognition {
  // The result must not depend on the order in which a system lists its devices.
  const topology = buildTopology(
    usb.devices.toSorted((a, b) => naturalOrder(a.key, b.key)),
    catalogue,
  );
  const session = new RecognitionSession(topology, catalogue, firmwareByKey(hid));
  session.claimExclusiveAnchors();
  session.claimLeftoverAnchors();
  session.adoptUnlistedChips();
  const devices = [...session.describeUnits(), ...session.describeOpenDevices()];
  const bluetooth = (hid?.devices ?? []).filter((device) => device.bus === 'bluetooth');
  return {
    topology,
    devices: [...devices.toSorted(byPort), ...bluetoothDevices(bluetooth, catalogue)],
    sharedIdDevices: session.sharedIdDevices(),
  };
}

const byPort = (a: RecognisedDevice, b: RecognisedDevice): number =>
  naturalOrder(a.port ?? '', b.port ?? '') || naturalOrder(a.subject, b.subject);

class RecognitionSession {
  readonly #units: Unit[] = [];
  readonly #topology: UsbTopology;
  readonly #catalogue: DeviceCatalogue;
  readonly #firmware: FirmwareByKey;
  readonly #candidacies: Map<UsbDeviceFacts, readonly Candidacy[]>;
  readonly #owner = new Map<UsbDeviceFacts, Unit>();
  readonly #members = new Map<Unit, Set<UsbDeviceFacts>>();

  constructor(topology: UsbTopology, catalogue: DeviceCatalogue, firmware: FirmwareByKey) {
    this.#topology = topology;
    this.#catalogue = catalogue;
    this.#firmware = firmware;
    this.#candidacies = new Map(topology.devices.map((device) => [device, catalogue.candidaciesOf(device)]));
  }

  /** Ids that prove one model and serve no other model as a part. */
  claimExclusiveAnchors(): void {
    const anchors = new Map<Model, { device: UsbDeviceFacts; candidacy: Candidacy }[]>();
    for (const [device, candidacies] of this.#candidacies) {
      const [candidacy, ...rivals] = strongestAnchors(candidacies);
      if (candidacy === undefined || rivals.length > 0) continue;
      if (candidacies.some((other) => !other.anchor && other.model !== candidacy.model)) continue;
      const known = anchors.get(candidacy.model);
      if (known) known.push({ device, candidacy });
      else anchors.set(candidacy.model, [{ device, candidacy }]);
    }
    for (const [model, found] of anchors)
      this.#adoptAnchors(
        model,
        found
          .toSorted((a, b) => weakness(a) - weakness(b))
          .map(({ device, candidacy }) => buildClaim(device, candidacy, this.#catalogue)),
      );
    this.#completeUnits();
  }

  /** Anchors that nobody needed as a part: wired controllers, dongles, a link box on its own. Strongest identity first. */
  claimLeftoverAnchors(): void {
    for (;;) {
      let next: { model: Model; specificity: number } | undefined;
      for (const device of this.#free()) {
        const [candidacy, ...rivals] = strongestAnchors(this.#candidacies.get(device)!);
        if (candidacy === undefined || rivals.length > 0) continue;
        if (next === undefined || candidacy.specificity > next.specificity) next = candidacy;
      }
      if (next === undefined) return;
      const { model } = next;
      const claims = this.#free().flatMap((device) => {
        const [candidacy, ...rivals] = strongestAnchors(this.#candidacies.get(device)!);
        return candidacy?.model === model && rivals.length === 0
          ? [buildClaim(device, candidacy, this.#catalogue)]
          : [];
      });
      this.#adoptAnchors(model, claims);
      this.#completeUnits();
    }
  }

  #adoptAnchors(model: Model, anchors: readonly Claim[]): void {
    const isOwnHub = (hub: UsbDeviceFacts) =>
      this.#candidacies.get(hub)!.some((candidacy) => candidacy.model === model && candidacy.part.hub);
    const isInnerHub = (hub: UsbDeviceFacts) => isOwnHub(hub) && !this.#catalogue.isExternalHub(hub);
    for (const unit of groupAnchors(this.#topology, model, anchors, isOwnHub, isInnerHub)) {
      this.#units.push(unit);
      for (const device of [...unit.claims.map((claim) => claim.device), ...unit.surplus])
        this.#owner.set(device, unit);
    }
  }

  /** Gives every unit the siblings it still lacks: the nearest unit wins a device that several could use. */
  #completeUnits(): void {
    for (;;) {
      const offers = this.#free().flatMap((device) =>
        this.#candidacies.get(device)!.flatMap((candidacy) =>
          this.#units
            .filter((unit) => unit.model === candidacy.model && hasRoom(unit, candidacy.part))
            .map((unit) => ({ device, candidacy, unit, near: this.#nearness(unit, device, candidacy) }))
            .filter(({ near }) => near > 0),
        ),
      );
      const best = offers.toSorted((a, b) => b.near - a.near || b.candidacy.specificity - a.candidacy.specificity)[0];
      if (best === undefined) return;
      best.unit.claims.push(buildClaim(best.device, best.candidacy, this.#catalogue));
      this.#owner.set(best.device, best.unit);
      this.#members.clear();
    }
  }

  #nearness(unit: Unit, device: UsbDeviceFacts, candidacy: Candidacy): number {
    if (candidacy.part.hub && !this.#mayBeOwnHub(unit, device)) return 0;
    const near = closeness(this.#topology, unit, device);
    // A hub that holds a part of the unit itself is its hub, whatever the sockets say.
    if (unit.claims.some((claim) => this.#topology.parentOf(claim.device) === device)) return Math.max(near, 1);
    if (this.#isHalfOfForeignHub(unit, device)) return 0;
    if (near >= 1) return near;
    const isFastPart = candidacy.part.speed === 'super';
    if (near === OTHER_HALF && isFastPart && !this.#belongsToAnotherHub(unit, device)) return OTHER_HALF;
    if (candidacy.part.reach === 'host') return SAME_PC;
    if (isFastPart && !isHub(device) && isHalfOnAnotherController(this.#topology, unit, device)) return PASSED_THROUGH;
    // A sound chip or camera at a port of the PC may be anybody's, unless its maker makes nothing but VR gear.
    const isTelling =
      candidacy.part.need !== 'optional' ||
      this.#topology.isVirtual(device) ||
      this.#catalogue.vrVendorOf(device) !== null;
    return isTelling ? passedThroughCloseness(this.#topology, unit, device) : 0;
  }

  /** A chip sold in hubs and docks, though the model lists it, is the headset's only where it holds nothing but the headset. */
  #mayBeOwnHub(unit: Unit, hub: UsbDeviceFacts): boolean {
    if (!this.#catalogue.isExternalHub(hub)) return true;
    const own = new Set(unit.claims.map((claim) => claim.device));
    const isForeign = (device: UsbDeviceFacts) => {
      const owner = this.#owner.get(device);
      return owner !== undefined && owner !== unit;
    };
    return holdsParts(this.#topology, hub, [...own], isForeign);
  }

  /** A SuperSpeed hub is the unit's only if the hub on the USB 2 half of its socket is. */
  #isHalfOfForeignHub(unit: Unit, device: UsbDeviceFacts): boolean {
    const usb2 = isSuperSpeed(device) ? this.#topology.otherHalfOf(device) : undefined;
    return usb2 !== undefined && !this.#membersOf(unit).has(usb2);
  }

  /**
   * A SuperSpeed hub without a known socket may be half of a dock with the same chip. It is, when the dock's USB 2 half
   * is there too: a hub the model lists as its USB 2 half, but in another socket.
   */
  #belongsToAnotherHub(unit: Unit, device: UsbDeviceFacts): boolean {
    if (!isHub(device)) return false;
    return this.#topology.devices.some(
      (other) =>
        other !== device &&
        !isSuperSpeed(other) &&
        this.#topology.socketControllerOf(other) === this.#topology.socketControllerOf(device) &&
        this.#candidacies.get(other)!.some(({ model, part }) => model === unit.model && part.role === 'hub-usb2') &&
        this.#owner.get(other) === undefined &&
        closeness(this.#topology, unit, other) < 1,
    );
  }

  /** Chips that no entry lists, of the maker of a unit and of one product with it. */
  adoptUnlistedChips(): void {
    for (const device of this.#free()) {
      if (this.#candidacies.get(device)!.length > 0 || this.#catalogue.vrVendorOf(device) === null) continue;
      const home = this.#units.find(
        ({ model, claims }) =>
          (model.kind === 'headset' || model.kind === 'glasses') &&
          claims.some((claim) => isOneProduct(this.#topology, claim.device, device)),
      );
      if (home === undefined) continue;
      home.surplus.push(device);
      this.#owner.set(device, home);
    }
    this.#members.clear();
  }

  #free(): UsbDeviceFacts[] {
    return this.#topology.devices.filter((device) => !this.#owner.has(device));
  }

  describeUnits(): RecognisedDevice[] {
    return this.#units.map((unit) =>
      describeUnit(this.#topology, unit, this.#membersOf(unit), this.#catalogue, this.#firmware),
    );
  }

  #membersOf(unit: Unit): Set<UsbDeviceFacts> {
    let members = this.#members.get(unit);
    if (members === undefined) {
      const isForeign = (device: UsbDeviceFacts) => {
        const owner = this.#owner.get(device);
        return owner !== undefined && owner !== unit;
      };
      members = findMembers(this.#topology, unit, isForeign, this.#catalogue);
      this.#members.set(unit, members);
    }
    return members;
  }

  /** Devices that are surely VR gear but whose model stays open. */
  describeOpenDevices(): RecognisedDevice[] {
    const inside = new Set(this.#units.flatMap((unit) => [...this.#membersOf(unit)]));
    const groups: OpenGroup[] = [];
    for (const device of this.#topology.devices) if (!inside.has(device)) this.#placeOpenDevice(device, groups);
    return groups.map((group) => {
      const devices = group.devices.toSorted((a, b) => Number(isSoundOnly(a)) - Number(isSoundOnly(b)));
      const hub = this.#topology.parentOf(devices[0]!);
      const isInside =
        hub !== undefined && holdsParts(this.#topology, hub, devices, (device) => !devices.includes(device));
      return describeUnknown({ ...group, devices }, isInside ? [hub] : [], this.#catalogue);
    });
  }

  /** Adds a device to the group it belongs to, or begins one with it; what is no sign of VR gear is left out. */
  #placeOpenDevice(device: UsbDeviceFacts, groups: OpenGroup[]): void {
    const { modeReader } = this.#catalogue;
    const candidacies = this.#candidacies.get(device)!;
    const isStopped = () => modeReader.bootModeOf(device) !== null;
    const around =
      candidacies.length === 0 && isStopped()
        ? groups.find(({ devices }) => this.#isBelowAny(devices, device))
        : undefined;
    if (around !== undefined) {
      around.devices.push(device);
      return;
    }
    const rivals = strongestAnchors(candidacies);
    if (rivals.length > 0) groups.push({ devices: [device], candidates: rivals });
    else if (candidacies.some(({ clue }) => clue)) this.#placeClue(device, candidacies, groups);
    else if (this.#catalogue.vrVendorOf(device) !== null) {
      const product = groups.find(({ devices }) => isOneProduct(this.#topology, devices[0]!, device));
      if (product !== undefined) product.devices.push(device);
      else groups.push(openGroup(device, this.#catalogue.modelsKnownByVendor(device.vendorId)));
    } else if (isStopped()) {
      const named = this.#catalogue.productNamedBy(device);
      if (named !== null) groups.push({ ...openGroup(device, named.models), vendor: named.vendor });
    }
  }

  /** A clue joins the clues in its socket: what all of them may be is what the product may be. */
  #placeClue(device: UsbDeviceFacts, candidacies: readonly Candidacy[], groups: OpenGroup[]): void {
    const group = groups.find(
      (other) => this.#inOneSocket(other.devices[0]!, device) && other.candidates.every((it) => !it.anchor),
    );
    if (group === undefined) {
      groups.push({ devices: [device], candidates: [...candidacies] });
      return;
    }
    group.devices.push(device);
    const shared = group.candidates.filter((it) => candidacies.some((other) => other.model === it.model));
    if (shared.length > 0) group.candidates = shared;
  }

  /** Below a hub that only a headset has, whichever it is: a chip that stopped in its bootloader there is one of the headset. */
  #isBelowAny(hubs: readonly UsbDeviceFacts[], device: UsbDeviceFacts): boolean {
    return ancestors(this.#topology, device).some((hub) => hubs.includes(hub));
  }

  #inOneSocket(a: UsbDeviceFacts, b: UsbDeviceFacts): boolean {
    const sameController = this.#topology.socketControllerOf(a) === this.#topology.socketControllerOf(b);
    const shared = sharedPorts(this.#topology.socketOf(a), this.#topology.socketOf(b));
    return sameController && (shared > 0 || isSuperSpeed(a) !== isSuperSpeed(b));
  }

  /** Devices with ids that prove nothing, which no headset has taken for a part of its own. */
  sharedIdDevices(): SharedIdDevice[] {
    return this.#free().flatMap((device) => {
      const shared = this.#candidacies.get(device)!.filter((candidacy) => candidacy.shared);
      return shared.length === 0 ? [] : [{ device, candidates: [...new Set(shared.map(({ model }) => model.id))] }];
    });
  }
}

/** USB devices that are one product whose model stays open. */
interface OpenGroup {
  readonly devices: UsbDeviceFacts[];
  candidates: Pick<Candidacy, 'model' | 'mode' | 'anchor'>[];
  /** The maker, where the vendor id does not name it. */
  readonly vendor?: string;
}

const openGroup = (device: UsbDeviceFacts, models: readonly Model[]): OpenGroup => ({
  devices: [device],
  candidates: models.map((model) => ({ model, mode: null, anchor: true })),
});

/**
 * The anchors of highest specificity, one per model; more than one means the id alone does not settle the model.
 * A device that is rather another part of the same model (a second chip with the same id) is no anchor of it.
 */
function strongestAnchors(candidacies: readonly Candidacy[]): Candidacy[] {
  const anchors = candidacies.filter(
    (candidacy) =>
      candidacy.anchor &&
      !candidacies.some(
        (other) => other.model === candidacy.model && other.specificity > candidacy.specificity && !other.anchor,
      ),
  );
  if (anchors.length < 2) return anchors;
  const top = Math.max(...anchors.map((candidacy) => candidacy.specificity));
  const strongest = anchors.filter((candidacy) => candidacy.specificity === top);
  const models = new Map(strongest.map((candidacy) => [candidacy.model, candidacy]));
  return [...models.values()];
}

/** The chip that names a product comes first; of others, one that is not only sound and keys. */
const weakness = ({ device, candidacy }: { device: UsbDeviceFacts; candidacy: Candidacy }): number =>
  -2 * candidacy.specificity + Number(isSoundOnly(device));

/** Controllers that only show as Bluetooth HID devices. */
function bluetoothDevices(devices: readonly HidDeviceFacts[], catalogue: DeviceCatalogue): RecognisedDevice[] {
  const seen = new Map<string, RecognisedDevice>();
  for (const device of devices) {
    const [candidacy] = strongestAnchors(catalogue.candidaciesOf({ ...device, release: null, speed: null }));
    if (candidacy === undefined) continue;
    const described = describeBluetoothDevice(device, candidacy);
    seen.set(described.subject, described);
  }
  return [...seen.values()];
}
