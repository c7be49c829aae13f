import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { NETWORK_TEXT, SERVICE_TEXT } from '@lenglian/wording';
import { wholeServicesQuery } from '../../api/whole-network-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { NetworkHeading } from './NetworkHeading.tsx';
import { ServiceForm } from './ServiceForm.tsx';
import { ServiceLines } from './ServiceLines.tsx';

/** Every service: `/services?find=…`. */
export default function ServicesPage() {
  const { t } = useWording();
  const navigate = useNavigate();
  const mayManage = useMayDo('network.manage');
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useSearchParams();
  const services = useQuery(wholeServicesQuery);
  const find = search.get('find') ?? '';
  const shown = (services.data ?? []).filter(({ code, nameZh, nameEn }) =>
    [code, nameZh, nameEn].join(' ').toLowerCase().includes(find.trim().toLowerCase()),
  );
  return (
    <div className="page page-narrow">
      <NetworkHeading title={t(NETWORK_TEXT.services)}>
        {mayManage && (
          <OpenButton isOpen={isAdding} className="primary at-end" onOpen={() => setAdding(true)}>
            {t(SERVICE_TEXT.add)}
          </OpenButton>
        )}
      </NetworkHeading>
      {isAdding && (
        <section className="pane" aria-label={t(SERVICE_TEXT.add)}>
          <h2>{t(SERVICE_TEXT.add)}</h2>
          <ServiceForm
            onDone={({ id }) => void navigate(`/services/${id}`)}
            onCancel={() => setAdding(false)}
          />
        </section>
      )}
      {services.isPending && <Loading />}
      {services.isError && (
        <Failed error={services.error} onRetry={() => void services.refetch()} />
      )}
      {services.isSuccess && (
        <section className="pane" aria-label={t(NETWORK_TEXT.services)}>
          <div role="search" className="fields filters">
            <label className="field filter">
              <span className="label">{t(NETWORK_TEXT.search)}</span>
              <input
                type="search"
                value={find}
                onChange={({ currentTarget: { value } }) =>
                  setSearch(value === '' ? {} : { find: value }, { replace: true })
                }
              />
            </label>
          </div>
          {shown.length === 0 && <p className="dim">{t(SERVICE_TEXT.none)}</p>}
          <ServiceLines services={shown} />
        </section>
      )}
    </div>
  );
}
