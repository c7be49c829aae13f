import type { Position } from '../positions/way.ts';

/** Places that journeys pass, by their codes; as `seeds/places.json` has them. */
export const PLACES = {
  JIASHI: { latitudeDegrees: 39.488, longitudeDegrees: 76.724 },
  KASHGAR: { latitudeDegrees: 39.47, longitudeDegrees: 75.99 },
  AKSU: { latitudeDegrees: 41.168, longitudeDegrees: 80.26 },
  KORLA: { latitudeDegrees: 41.726, longitudeDegrees: 86.174 },
  TURPAN: { latitudeDegrees: 42.951, longitudeDegrees: 89.19 },
  HAMI: { latitudeDegrees: 42.819, longitudeDegrees: 93.515 },
  JIAYUGUAN: { latitudeDegrees: 39.77, longitudeDegrees: 98.29 },
  LANZHOU: { latitudeDegrees: 36.06, longitudeDegrees: 103.83 },
  WEICHENG: { latitudeDegrees: 34.36, longitudeDegrees: 108.73 },
  ZHENGZHOU: { latitudeDegrees: 34.746, longitudeDegrees: 113.65 },
  ARAL: { latitudeDegrees: 40.548, longitudeDegrees: 81.281 },
  YONGKANGDONG: { latitudeDegrees: 28.93, longitudeDegrees: 120.07 },
  TOUMENGANG: { latitudeDegrees: 28.69, longitudeDegrees: 121.77 },
  KUQA: { latitudeDegrees: 41.717, longitudeDegrees: 82.962 },
  HUAIHUA: { latitudeDegrees: 27.55, longitudeDegrees: 110 },
  CHANGSHA: { latitudeDegrees: 28.23, longitudeDegrees: 112.94 },
  BOLE: { latitudeDegrees: 44.853, longitudeDegrees: 82.051 },
  URUMQI: { latitudeDegrees: 43.825, longitudeDegrees: 87.617 },
  TOUTUNHE: { latitudeDegrees: 43.87, longitudeDegrees: 87.41 },
  WUXI: { latitudeDegrees: 31.49, longitudeDegrees: 120.31 },
} as const satisfies Record<string, Position>;
