import { describe, expect, it } from '@jest/globals';
import { parseRunFile, SeedFileError } from './parse-seed-file.ts';

const run = {
  code: 'R-1',
  serviceCode: 'XINMEI',
  nameZh: '新梅号',
  nameEn: 'Xinmei',
  state: 'IN_TRANSIT',
  isSimulated: true,
  departedMinutesAgo: 60,
  historyMinutes: 120,
  devicesBoundMinutesAgo: 240,
  lotsPlacedMinutesAgo: 240,
  legs: [
    {
      mode: 'RAIL',
      fromPlaceCode: 'KASHGAR',
      toPlaceCode: 'WEICHENG',
      departureMinutes: 0,
      arrivalMinutes: 600,
    },
  ],
  waypoints: [],
  coverageHoles: [],
  units: [
    {
      code: 'XJLU3000015',
      kind: 'reefer',
      position: 1,
      equipmentGroup: null,
      deviceId: 'RFR-1',
      lots: [],
    },
  ],
  basis: [{ figure: 'all', confidence: 'C', source: 'a test' }],
};

function faultsOf(change: object): string {
  try {
    parseRunFile(JSON.stringify({ ...run, ...change }), 'runs/r.json');
  } catch (error) {
    expect(error).toBeInstanceOf(SeedFileError);
    return String(error);
  }
  return 'no fault';
}

describe('parsing a run file', () => {
  it('gives the run', () => {
    expect(parseRunFile(JSON.stringify(run), 'runs/r.json')).toEqual(run);
  });

  it('names the file and the path of each fault', () => {
    const units = [{ ...run.units[0], code: 'XJLU3000016', position: 0 }];
    const faults = faultsOf({ units, state: 'LOST' });
    expect(faults).toContain('runs/r.json');
    expect(faults).toContain('units[0].code: not a container number');
    expect(faults).toContain('units[0].position');
    expect(faults).toContain('state: ');
  });

  it('refuses a key that nobody reads', () => {
    expect(faultsOf({ departedMinutes: 3 })).toContain('departedMinutes');
  });

  it('refuses what is not JSON', () => {
    expect(() => parseRunFile('{', 'runs/r.json')).toThrow(/runs\/r\.json is not JSON/);
  });
});
