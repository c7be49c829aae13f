import { apricotAir } from './apricot-air.ts';
import { aquaticCrossDock } from './aquatic-cross-dock.ts';
import { chilledAndFrozenMeat } from './chilled-and-frozen-meat.ts';
import { coldRoomOrchard } from './cold-room-orchard.ts';
import { dairyHomeDelivery } from './dairy-home-delivery.ts';
import { emptySiding } from './empty-siding.ts';
import { forgottenManifest } from './forgotten-manifest.ts';
import { horgosAlmatyWinter } from './horgos-almaty-winter.ts';
import { horgosMinus25 } from './horgos-minus-25.ts';
import type { Journey } from './journey.ts';
import { milkLoopShihezi } from './milk-loop-shihezi.ts';
import { slaughterToChilled } from './slaughter-to-chilled.ts';
import { salmonNilkaShanghai } from './salmon-nilka-shanghai.ts';
import { smallTrainZhengzhou } from './small-train-zhengzhou.ts';
import { steppedAralToumen } from './stepped-aral-toumen.ts';
import { xiangliAirShanghai } from './xiangli-air-shanghai.ts';
import { trunkToCityVan } from './trunk-to-city-van.ts';
import { wrongPairing } from './wrong-pairing.ts';
import { xiangliKuqaHuaihua } from './xiangli-kuqa-huaihua.ts';
import { xinmeiKashgarWeicheng } from './xinmei-kashgar-weicheng.ts';

/** Every journey, in the order in which they are listed. */
export const JOURNEYS: readonly Journey[] = [
  xinmeiKashgarWeicheng,
  xiangliKuqaHuaihua,
  xiangliAirShanghai,
  apricotAir,
  salmonNilkaShanghai,
  aquaticCrossDock,
  steppedAralToumen,
  smallTrainZhengzhou,
  horgosAlmatyWinter,
  chilledAndFrozenMeat,
  forgottenManifest,
  horgosMinus25,
  emptySiding,
  milkLoopShihezi,
  trunkToCityVan,
  dairyHomeDelivery,
  coldRoomOrchard,
  slaughterToChilled,
  wrongPairing,
];

/** Undefined: no journey has this name. */
export function journeyNamed(name: string): Journey | undefined {
  return JOURNEYS.find((journey) => journey.name === name);
}
