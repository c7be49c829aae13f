import type { Celsius } from '@lenglian/quantities';

/** Walls of a 40-foot box, W/K (domain.md §5: 44, of which 38.1 kcal/h·K were measured [A]). */
const WALLS = 44;
/** Goods to air with the fans on, and core to surface of goods that are vented, W/K (domain.md §5). [C] */
const CONTACT = 1500;
const CORE = 600;
/**
 * The air stream past the coil, W/K, and its fans, W: nobody measured them, and domain.md does not say. They are assumptions, the
 * same as those of the simulated box; the bench spreads stream, fans and walls by 12…30 % (docs/alarms.md). [C]
 */
const STREAM = 1800;
const FANS = 600;

/** Kelvin by which the weather warms air on its way, a kelvin outside. */
export const BY_WEATHER = WALLS / STREAM;
/** What a stream may be less than is assumed. [C] */
const STREAM_LEAST = 0.7;
/** Most that the goods' core gives, kelvin a kelvin by which it is warmer than the air at them: it fades as they cool. */
export const BY_CORE = CORE / (STREAM_LEAST * STREAM);
/** Of how much warmer goods are than what is sent, a stream takes up so much. */
const TAKEN_UP = -Math.expm1(-CONTACT / STREAM);

/** What is not sure of goods by the air that they warm, kelvin: what fruit breathes is 0.3 K. [C] */
const UNSURE = 0.5;
/** And of what walls take or give: another stream and other walls than are assumed. [C] */
const UNSURE_WALLS = 0.3;

/**
 * How warm goods are at least, °C, by how much warmer (`warming`, kelvin) the air comes back from them than walls and fans make it. NaN
 * where nobody measures the weather.
 */
export function goodsThatWarm(supply: Celsius, warming: number, ambient: Celsius): Celsius {
  const walls = BY_WEATHER * (ambient - supply);
  const sure = warming - FANS / STREAM - walls - UNSURE_WALLS * Math.abs(walls);
  return supply + sure / TAKEN_UP - UNSURE;
}

/** Where between supply and return air most of the goods lie, as a share of the way. [C] */
const GOODS_SHARE = 0.3;

/** The air at most of the goods; what is measured of it where only one is. */
export function airAtGoods(supply: Celsius, back: Celsius): Celsius {
  if (Number.isNaN(supply)) return back;
  return Number.isNaN(back) ? supply : supply + GOODS_SHARE * (back - supply);
}

/** Weather that is colder than supply air by so much takes what the fans give, and the unit heats, kelvin. [C] */
const FROST = 10;

/** Whether it is so cold outside, or nobody says how cold, that return air tells little of the goods. */
export function isFrost(ambient: Celsius, supply: Celsius): boolean {
  return !(ambient >= supply - FROST);
}
