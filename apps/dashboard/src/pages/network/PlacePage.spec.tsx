/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import type { ContactView, Session } from '@lenglian/console-contract';
import { makeFixturePlaces, makeFixtureServices } from '../../testing/fixture-network.ts';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole, type Answerer } from '../../testing/render-console.tsx';
import PlacePage from './PlacePage.tsx';

const NOW = 1_800_000_000_000;
const world = makeFixtureWorld(NOW);
const KEEPER: ContactView = {
  usedAt: 1_787_443_200_000,
  ...{ id: 'c-1', revision: 1, subjectKind: 'place', subjectId: 'place-KUQA', legOrdinal: null },
  ...{ role: 'STATION_KEEPER', name: '古丽', phone: '+86*****78', language: 'ug', hours: '夜班' },
  ...{ deputyOfId: null, note: null },
};

let places = makeFixturePlaces();
let sent: Array<{ path: string; body: unknown; seen: string | null }> = [];
beforeEach(() => {
  places = makeFixturePlaces();
  sent = [];
});
afterEach(cleanup);

/** As the api: what was not seen is not changed. */
const api: Answerer = (url, body, seen) => {
  const path = url.replace('/api/v1', '');
  const id = /^\/places\/([^?]+)/.exec(path)?.[1];
  const place = places.find((each) => each.id === id);
  if (body !== undefined) {
    sent.push({ path, body, seen });
    if (path.endsWith('/dial')) return { status: 200, body: { phone: '+8613912345678' } };
    if (seen !== `"${place?.revision}"`)
      return { status: 412, body: { status: 412, code: 'REVISION_CONFLICT', title: '' } };
    Object.assign(place!, body, { revision: place!.revision + 1 });
  }
  if (id !== undefined) return { status: 200, body: { ...place } };
  const items = path.startsWith('/contacts')
    ? [KEEPER]
    : path.startsWith('/runs')
      ? world.runs
      : path.startsWith('/services')
        ? makeFixtureServices()
        : path.startsWith('/places')
          ? places
          : [];
  return { status: 200, body: { items, nextCursor: null } };
};

async function show(code: string, role: Session['role'] = 'operator') {
  const view = renderConsole(
    <Routes>
      <Route path="/places/:placeId" element={<PlacePage />} />
    </Routes>,
    {
      ...{ now: NOW, path: `/places/place-${code}`, answer: api, session: { role } },
      preferences: { language: 'zh' },
    },
  );
  await screen.findByRole('region', { name: '站点资料' });
  return view;
}
const region = (name: string | RegExp) => screen.getByRole('region', { name });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the page of a place', () => {
  it('tells where it is, with the reference system, and by which numbers others know it', async () => {
    await show('KASHGAR');
    const facts = region('站点资料').textContent;
    for (const text of ['39.470, 75.990 WGS-84', '± 2 公里', '10 公里', 'CNKHG', '第 1 集群'])
      expect(facts).toContain(text);
    expect(region(/这里能做什么/).textContent).toContain('插电');
  });

  it('does not take what nobody said for nothing that can be done', async () => {
    await show('KUQA');
    expect(region(/这里能做什么/).textContent).toContain('没有人登记过');
    cleanup();
    await show('WEICHENG');
    expect(region(/这里能做什么/).textContent).toContain('这里不能处置');
  });

  it('lists the services and the runs that stop there', async () => {
    await show('KUQA');
    const services = region('经停的班列');
    expect(
      (await within(services).findByRole('link', { name: '香梨号' })).getAttribute('href'),
    ).toBe('/services/service-pear');
    expect(within(services).queryByRole('link', { name: '新梅号' })).toBeNull();
    const [run] = await within(region('经过的班次')).findAllByRole('link');
    expect(run?.getAttribute('href')).toBe('/runs/pear');
    expect(run?.closest('li')?.textContent).toContain('出发');
  });

  it('tells the number of its keeper while an alert of a run that stops there is live', async () => {
    const { store } = await show('KASHGAR');
    await screen.findByText('+86*****78');
    expect(screen.queryByRole('button', { name: '拨打 古丽' })).toBeNull();
    const alert = world.alerts.find(({ runId }) => runId === 'plum')!;
    act(() => store.applyAlert(1, alert));
    fireEvent.click(await screen.findByRole('button', { name: '拨打 古丽' }));
    const link = await screen.findByRole('link', { name: '+8613912345678' });
    expect(link.getAttribute('href')).toBe('tel:+8613912345678');
    expect(sent).toMatchObject([{ path: '/contacts/c-1/dial', body: { alertId: alert.id } }]);
  });

  it('is changed by the revision that was seen; untouched figures keep their source', async () => {
    await show('KASHGAR');
    press('修改站点');
    fill(/英文名/, 'Kashi');
    fireEvent.click(screen.getByLabelText('冰'));
    fill(/合同断电时限/, '120');
    press('保存');
    await screen.findByText('已保存。');
    expect(sent[0]).toMatchObject({
      ...{ path: '/places/place-KASHGAR', seen: '"3"' },
      body: {
        ...{ code: 'KASHGAR', nameEn: 'Kashi', unLocode: 'CNKHG' },
        geofenceRadiusKilometres: { value: 10, source: 'measured' },
        offPowerMinutes: { value: 120, source: 'made up' },
        stopActions: { codes: ['PLUG_IN', 'ICE'], source: 'made up' },
      },
    });
    expect(region(/这里能做什么/).textContent).toContain('冰');
  });

  it('says that somebody else was faster, and shows what they changed', async () => {
    await show('KASHGAR');
    press('修改站点');
    fill(/围栏半径/, '12');
    Object.assign(places[1]!, { unLocode: 'CNKHX', revision: 4 });
    press('保存');
    expect(await screen.findByText(/别人刚刚改过/)).toBeDefined();
    await waitFor(() => expect(region('站点资料').textContent).toContain('CNKHX'));
    expect(screen.getByLabelText<HTMLInputElement>(/围栏半径/).value).toBe('12');
    press('保存');
    await screen.findByText('已保存。');
    expect(sent.map(({ seen }) => seen)).toEqual(['"3"', '"4"']);
  });

  it('refuses a GLN with a wrong check digit beside its field', async () => {
    await show('KASHGAR');
    press('修改站点');
    fill(/GLN/, '6291041500214');
    press('保存');
    const field = screen.getByLabelText(/GLN/).closest('.field');
    expect(field?.textContent).toContain('这里填的不能用。');
    expect(sent).toEqual([]);
  });

  it('is only to be read for those who do not manage the network', async () => {
    await show('KASHGAR', 'quality');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
