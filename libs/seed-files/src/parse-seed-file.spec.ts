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

  describe('with contacts', () => {
    const mechanic = {
      ...{ role: 'MECHANIC', name: '机务值班', phone: '+8600000000001', language: 'zh' },
    };

    it('gives them with the run, the leg or the unit, and who stands in for them', () => {
      const contacts = [{ ...mechanic, hours: '白班', deputy: { ...mechanic, language: 'ug' } }];
      const legs = [{ ...run.legs[0], contacts }];
      const units = [{ ...run.units[0], contacts }];
      const file = { ...run, legs, units, contacts };
      expect(parseRunFile(JSON.stringify(file), 'runs/r.json')).toEqual(file);
    });

    it('refuses a number that may be somebody’s, and names the field of every fault', () => {
      const contact = { ...mechanic, phone: '+8613912345678', role: 'COOK', language: 'fr' };
      const legs = [{ ...run.legs[0], contacts: [mechanic, contact] }];
      const contacts = [{ ...mechanic, deputy: { ...mechanic, name: ' ', deputy: mechanic } }];
      const faults = faultsOf({ legs, contacts });
      expect(faults).toContain("legs[0].contacts[1].phone: nobody's number: +86000");
      expect(faults).toContain('legs[0].contacts[1].role: ');
      expect(faults).toContain('legs[0].contacts[1].language: ');
      expect(faults).toContain('  contacts[0].deputy.name: ');
      expect(faults).toContain('  contacts[0].deputy: Unrecognized key: "deputy"');
    });
  });

  it('refuses a key that nobody reads', () => {
    expect(faultsOf({ departedMinutes: 3 })).toContain('departedMinutes');
  });

  it('refuses what is not JSON', () => {
    expect(() => parseRunFile('{', 'runs/r.json')).toThrow(/runs\/r\.json is not JSON/);
  });
});
