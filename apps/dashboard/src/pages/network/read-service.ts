import type { Service } from '@lenglian/seed-files';
import { numberOf, textOf } from '../../ui/form/read-form.ts';
import { figureOf, provenanceOf } from './read-figure.ts';

type Way = Service['ways'][number];
/** How many rows of each kind a way of the form has. */
export interface Rows {
  readonly legs: number;
  readonly holes: number;
  readonly winds: number;
}

/** A service as it was filled in; the contract checks it. */
export function readService(
  data: FormData,
  before: Partial<Service> | undefined,
  rows: readonly Rows[],
): unknown {
  const [from, until] = [textOf(data, 'season.from'), textOf(data, 'season.until')];
  const { season } = before ?? {};
  return {
    code: before?.code ?? textOf(data, 'code'),
    nameZh: textOf(data, 'nameZh'),
    nameEn: textOf(data, 'nameEn'),
    commodityCodes: data.getAll('commodityCodes'),
    season:
      season?.from === from && season?.until === until
        ? season
        : { from: from, until: until, ...provenanceOf(data) },
    ways: rows.map((count, index) => readWay(data, `ways.${index}`, before?.ways?.[index], count)),
  };
}

function readWay(data: FormData, at: string, before: Way | undefined, rows: Rows): unknown {
  const provenance = { confidence: before?.confidence, source: before?.source };
  const listed = <Row>(count: number, read: (index: number) => Row) =>
    Array.from({ length: count }, (_, index) => read(index));
  const winds = listed(rows.winds, (index) =>
    readWind(data, `${at}.windStops.${index}`, before?.windStops?.[index]),
  );
  return {
    code: before?.code ?? textOf(data, `${at}.code`),
    legs: listed(rows.legs, (index) => readLeg(data, `${at}.legs.${index}`, before?.legs[index])),
    usualLoad: textOf(data, `${at}.usualLoad`) ?? undefined,
    expectedCoverageHoles: listed(rows.holes, (index) => {
      const field = `${at}.expectedCoverageHoles.${index}`;
      const known = before?.expectedCoverageHoles[index];
      return {
        ...namesOf(data, field),
        leg: numberOf(data, `${field}.leg`) ?? undefined,
        afterMinutes: figureOf(data, `${field}.afterMinutes.value`, known?.afterMinutes),
        durationMinutes: neededFigure(data, `${field}.durationMinutes`, known?.durationMinutes),
      };
    }),
    ...(winds.length > 0 && { windStops: winds }),
    ...(before === undefined ? provenanceOf(data) : provenance),
  };
}

function readLeg(data: FormData, at: string, before: Way['legs'][number] | undefined): unknown {
  return {
    mode: textOf(data, `${at}.mode`),
    fromPlaceCode: textOf(data, `${at}.fromPlaceCode`),
    toPlaceCode: textOf(data, `${at}.toPlaceCode`),
    distanceKilometres: figureOf(
      data,
      `${at}.distanceKilometres.value`,
      before?.distanceKilometres,
    ),
    durationMinutes: figureOf(data, `${at}.durationMinutes.value`, before?.durationMinutes),
  };
}

function readWind(
  data: FormData,
  at: string,
  before: NonNullable<Way['windStops']>[number] | undefined,
): unknown {
  const figure = (name: 'durationMinutesMin' | 'durationMinutesMax') =>
    neededFigure(data, `${at}.${name}`, before?.[name]);
  return {
    ...namesOf(data, at),
    leg: numberOf(data, `${at}.leg`),
    durationMinutesMin: figure('durationMinutesMin'),
    durationMinutesMax: figure('durationMinutesMax'),
  };
}

function namesOf(data: FormData, at: string): object {
  return {
    code: textOf(data, `${at}.code`),
    nameZh: textOf(data, `${at}.nameZh`),
    nameEn: textOf(data, `${at}.nameEn`),
  };
}

/** What is missing is said beside the field of the number, not of the figure around it. */
function neededFigure(data: FormData, at: string, before: Parameters<typeof figureOf>[2]): unknown {
  return figureOf(data, `${at}.value`, before) ?? { value: null, ...provenanceOf(data) };
}
